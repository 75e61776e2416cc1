import type { en } from "./words.en.ts";

export const ru: typeof en = {
  cellKeys: {
    predict:
      "Ваша догадка до запуска ячейки: `predict: { stored: 1000 }`. Она показывается рядом с измеренным. О ключе без значения лаборатория спросит, когда вы запустите ячейку отдельно.",
    expect:
      'Что должно быть верно для результата: `0` (равно), `"> 0"` (сравнение с числом) или `"= ok"` (сравнение с другим значением результата). Чтобы читатель его не видел, поставьте его в комментарий за ячейкой: `<!-- expect: { lost: 0 } -->`.',
    needs:
      "Программы, которые нужны этой ячейке: `pgbouncer`, `rabbitmq`, `kafka`, `fastapi`. Если на машине их нет, запуск в терминале пропустит ячейку и скажет почему.",
  },
  needs: {
    pgbouncer: "PgBouncer перед PostgreSQL.",
    rabbitmq: "RabbitMQ в дополнение к Redis.",
    kafka: "Kafka в дополнение к Redis и Java.",
    fastapi: "Python для приложения на FastAPI.",
  },
  conditions: {
    equal: "Ровно это число.",
    more: "Больше этого числа.",
    atLeast: "Это число или больше.",
    less: "Меньше этого числа.",
    atMost: "Это число или меньше.",
    other: "Любое другое число.",
    sameAs: (key) => `Столько же, сколько \`${key}\` того же результата.`,
  },
  byDefault: (value) => `; по умолчанию ${value}`,
  required: "; обязательно",
  optional: "; можно не указывать",
  or: " или ",
  integer: "целое число",
  number: "число",
  from: (minimum) => ` от ${minimum}`,
  to: (maximum) => ` до ${maximum}`,
  boolean: "`true` или `false`",
  list: "список из строк, которые начинаются с `- `",
  listOf: (least, most) => `список из ${least}–${most} строк, которые начинаются с \`- \``,
  textLike: (example) => `текст, например \`${example}\``,
  textOfForm: (pattern) => `текст вида ${pattern}`,
  nonEmptyText: "непустой текст",
  text: "текст",
  nothing: "пустое значение, после двоеточия ничего",
  mapping: "строки `ключ: значение` под ним",
};
