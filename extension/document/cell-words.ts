import type { Localized } from "../common/language.ts";
import type { DescribedAction } from "./described-action.ts";
import { describe } from "./schema-faults.ts";
import { type Schema, wanted } from "./wanted.ts";

/** The keys that every cell can have beside its action. */
export const cellKeys: Readonly<Record<"predict" | "expect" | "needs", Localized>> = {
  predict: {
    en: "Your guess, before the cell runs: `predict: { stored: 1000 }`. It is shown beside what was measured. A key without a value is asked for when the cell is run by itself.",
    ru: "Ваша догадка до запуска ячейки: `predict: { stored: 1000 }`. Она показывается рядом с измеренным. О ключе без значения лаборатория спросит, когда вы запустите ячейку отдельно.",
  },
  expect: {
    en: 'What must hold of the result: `0` (equal), `"> 0"` (compared with a number) or `"= ok"` (with another value of the result).',
    ru: 'Что должно быть верно для результата: `0` (равно), `"> 0"` (сравнение с числом) или `"= ok"` (с другим значением результата).',
  },
  needs: {
    en: "What must be on the machine for this cell: `rabbitmq`, `kafka`, `fastapi`. Where it is not, a run in the terminal leaves the cell out and says why.",
    ru: "Что должно быть на машине для этой ячейки: `rabbitmq`, `kafka`, `fastapi`. Если этого нет, запуск в терминале пропустит ячейку и скажет почему.",
  },
};

export function isCellKey(key: string | number | undefined): key is keyof typeof cellKeys {
  return key === "predict" || key === "expect" || key === "needs";
}

/** In Markdown: what the action does, and each of its parameters. */
export function actionText({ about, parameters }: DescribedAction): Localized {
  const { properties = {} } = describe(parameters);
  const lines = Object.entries(properties).map(([key, schema]) => ({ key, ...wanted(schema) }));
  const list = (language: keyof Localized) =>
    lines.map((line) => `\n- \`${line.key}\`: ${line[language]}`).join("");
  return {
    en: lines.length === 0 ? about.en : `${about.en}\n${list("en")}`,
    ru: lines.length === 0 ? about.ru : `${about.ru}\n${list("ru")}`,
  };
}

/** In Markdown: what the parameter is, what fits, and what it is when it is not written. */
export function parameterText(schema: Schema, isRequired: boolean): Localized {
  const what = wanted(schema);
  const absent = whenAbsent(schema, isRequired);
  const { about } = schema;
  return {
    en: `${about ? `${about.en}\n\n` : ""}*${capital(what.en)}${absent.en}.*`,
    ru: `${about ? `${about.ru}\n\n` : ""}*${capital(what.ru)}${absent.ru}.*`,
  };
}

function whenAbsent({ default: byDefault }: Schema, isRequired: boolean): Localized {
  if (byDefault !== undefined) {
    return { en: `; ${byDefault} by default`, ru: `; по умолчанию ${byDefault}` };
  }
  return isRequired
    ? { en: "; required", ru: "; обязательно" }
    : { en: "; may be left out", ru: "; можно не указывать" };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
