import { formatNumber } from "../../common/language.ts";
import type { en } from "./words.en.ts";

export const ru: typeof en = {
  postgres: (name, version, megabytes) => `PostgreSQL через npm: ${name} ${version}, ${megabytes} МБ`,
  fetchingPostgres: (megabytes, percent) => `Скачиваю PostgreSQL через npm: ${percent} % из ${megabytes} МБ`,
  server: (title, name, megabytes) =>
    `${title}: пакет ${name} вашего дистрибутива, без установки; около ${megabytes} МБ, в основном список пакетов`,
  fetchingServer: (title, megabytes, percent) =>
    `Скачиваю ${title} из пакетов вашего дистрибутива: ${percent} % примерно из ${megabytes} МБ`,
  python: (version) =>
    `FastAPI, SQLAlchemy и всё остальное для приложения на Python, через pip, в отдельное окружение для Python ${version}; около 15 МБ`,
  makingEnvironment: "Создаю окружение для Python",
  fetchingPackage: (name, megabytes) =>
    `Скачиваю пакеты для Python: ${name}${megabytes === undefined ? "" : `, ${formatNumber(megabytes, "ru")} МБ`}`,
  question: (items, folder) =>
    `Для занятия нужно то, чего на этой машине нет. Это скачивается один раз:\n${items}\nВсё останется в папке ${folder}`,
};
