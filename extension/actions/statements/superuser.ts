import { defineErrors } from "../../common/lab-error.ts";
import { localizer } from "../../common/language.ts";
import type { Cell } from "../../document/document.ts";
import type { Lab } from "../define.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const superuserError = defineErrors({
  en: {
    "superuser-not-agreed": {
      what: "This cell runs as the superuser of PostgreSQL only if you agree, and you have not.",
      remedy:
        "If you trust the notebook, run the cell again and agree; in the terminal, run the notebook with --superuser.",
    },
  },
  ru: {
    "superuser-not-agreed": {
      what: "Эта ячейка выполняется от имени суперпользователя PostgreSQL только с вашего согласия, а его не было.",
      remedy:
        "Если вы доверяете блокноту, запустите ячейку ещё раз и согласитесь; в терминале запустите блокнот с параметром --superuser.",
    },
  },
});

/** True for a SQL cell that begins with the line `-- as: superuser`. */
export function wantsSuperuser({ language, code }: Pick<Cell, "language" | "code">): boolean {
  return language === "sql" && /^\s*--[ \t]*as:[ \t]*superuser[ \t]*(?:[\r\n]|$)/i.test(code);
}

/** @throws LabError `superuser-not-agreed` */
export async function requireAgreement({ confirmSuperuser }: Pick<Lab, "confirmSuperuser">): Promise<void> {
  const question = say(({ asSuperuser }) => asSuperuser);
  if (!(await confirmSuperuser?.(question))) throw superuserError("superuser-not-agreed");
}
