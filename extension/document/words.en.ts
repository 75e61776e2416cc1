import type { Need } from "./needs.ts";

/** Help for typing a cell. The longer texts are Markdown. */
export const en = {
  /** The keys that every cell can have besides its action. */
  cellKeys: {
    predict:
      "Your guess, made before the cell runs: `predict: { stored: 1000 }`. It is shown next to what was measured. If a key has no value, you are asked for it when you run the cell by itself.",
    expect:
      'What must hold for the result: `0` (equal), `"> 0"` (compared with a number) or `"= ok"` (compared with another value of the result). To hide it from the reader, put it in a comment behind the cell: `<!-- expect: { lost: 0 } -->`.',
    why: 'Why you think so, in one line that you may leave out: `why: "a pool loses nothing"`. It is shown under your guess and goes into the report.',
    needs:
      "The software that this cell needs: `pgbouncer`, `rabbitmq`, `kafka`, `fastapi`. If the machine does not have it, a run in the terminal skips the cell and says why.",
  },
  needs: {
    pgbouncer: "PgBouncer in front of PostgreSQL.",
    rabbitmq: "RabbitMQ in addition to Redis.",
    kafka: "Kafka in addition to Redis, and Java.",
    fastapi: "Python, for the app with FastAPI.",
  } satisfies Record<Need, string>,
  conditions: {
    equal: "Exactly this number.",
    more: "More than this number.",
    atLeast: "This number or more.",
    less: "Less than this number.",
    atMost: "This number or less.",
    other: "Any other number.",
    sameAs: (key: string) => `The same as \`${key}\` of the same result.`,
  },
  byDefault: (value: string) => `; ${value} by default`,
  required: "; required",
  optional: "; optional",
  or: " or ",
  integer: "a whole number",
  number: "a number",
  from: (minimum: string) => ` from ${minimum}`,
  to: (maximum: string) => ` to ${maximum}`,
  boolean: "`true` or `false`",
  list: "a list of lines that begin with `- `",
  listOf: (least: number, most: number) => `a list of ${least} to ${most} lines that begin with \`- \``,
  textLike: (example: string) => `text such as \`${example}\``,
  textOfForm: (pattern: string) => `text of the form ${pattern}`,
  nonEmptyText: "text that is not empty",
  text: "text",
  nothing: "empty, with nothing after the colon",
  mapping: "`key: value` lines below it",
};
