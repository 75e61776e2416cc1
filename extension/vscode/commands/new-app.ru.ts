import type { en } from "./new-app.en.ts";

export const ru: typeof en = {
  choose: "На чём написано приложение",
  kinds: {
    fastapi: "FastAPI: Python и SQLAlchemy, как на занятии",
    "fastapi-redis": "FastAPI с буфером в Redis, как на занятии",
    node: "Node: TypeScript и pg без фреймворка",
    "node-redis": "Node с буфером в Redis",
    empty: "Только контракт и пустая папка — для любого другого языка",
  },
  folder: (lab) => `Имя папки приложения внутри «${lab}»`,
  badName: "Буквы, цифры, «-», «_» и «.»; первой — буква или цифра.",
  exists: "Такое имя уже занято.",
};
