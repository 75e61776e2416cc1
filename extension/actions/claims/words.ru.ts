import { formatRate } from "../../drawing/format.ts";
import { type ClaimName, type Judgement, type RunFigures, shareForWrites } from "../../ledger/claims.ts";
import { rankableSeconds } from "../../ledger/long-enough.ts";
import { numberWords } from "../number-words.ts";
import type { ClaimWords, en } from "./words.en.ts";

const { n, many } = numberWords("ru");
const run = ({ run, strategy }: RunFigures) => `Прогон ${n(run)} (${strategy})`;
const percent = (part: number, whole: number) => `${n(Math.round((100 * part) / whole))} %`;
const rate = ({ requestsPerSecond }: RunFigures) => `${formatRate(requestsPerSecond, "ru")} подтв./с`;
const all = (...sentences: readonly (string | false | undefined)[]) => sentences.filter(Boolean).join(" ");
const genitive = (count: number) =>
  many(count, "подтверждённого запроса", "подтверждённых запросов", "подтверждённых запросов");

const words: Readonly<Record<ClaimName, ClaimWords>> = {
  "most-fail": {
    said: "«50 запросов одновременно на 20 соединений: большинство падает»",
    shown: ({ crowd, pooled }) =>
      all(
        crowd && `${run(crowd)}: отказов ${percent(crowd.failed, crowd.attempted)}.`,
        pooled &&
          `${run(pooled)}, по ${n(pooled.connections)} одновременно: ни одного отказа — запросы ждут свободного соединения.`,
      ),
    missing: "Сначала запустите naive с 50 соединениями.",
  },
  connections: {
    said: "«Счётчик слишком мал из-за соединений»",
    shown: ({ crowd, pooled }) =>
      all(
        crowd &&
          `${run(crowd)}: ${many(crowd.failed, "запрос получил", "запроса получили", "запросов получили")} отказ, и клиент об этом знает; ещё не меньше ${genitive(crowd.lost)} пропало.`,
        pooled &&
          pooled.lost > 0 &&
          `${run(pooled)}: ни одного отказа, и всё равно пропало не меньше ${n(pooled.lost)} из ${n(pooled.ok)}.`,
      ),
    missing: "Сначала запустите naive и pooled.",
  },
  "redis-keeps-all": {
    said: "«С Redis ничего не теряется»",
    shown: ({ killed, leaking, tight }) =>
      all(
        killed && `${run(killed)}: Redis убит, и вместе с ним пропало не меньше ${genitive(killed.lost)}.`,
        leaking && `${run(leaking)}: не меньше ${genitive(leaking.lost)} пропало по дороге из Redis в базу.`,
        tight && `${run(tight)}: ни одного из ${n(tight.ok)}.`,
        leaking && tight && "Всё зависит от того, как переносить запросы из Redis.",
      ),
    missing:
      "Ни один прогон этому не противоречит, но это ничего не доказывает. Запустите buffered с processEvery.",
  },
  "not-for-writes": {
    said: "«PostgreSQL не годится для частой записи»",
    shown: ({ rows, buffer }) =>
      all(
        rows &&
          buffer &&
          `${run(rows)}, по строке на запрос: ${rate(rows)}, это ${percent(rows.requestsPerSecond, buffer.requestsPerSecond)} от ${rate(buffer)} через Redis (прогон ${n(buffer.run)}, ${buffer.strategy}); соединений в обоих ${n(rows.connections)}, время — не меньше ${n(rankableSeconds)} с. Начиная с ${percent(shareForWrites, 1)} утверждение считается неверным.`,
      ),
    missing: `Сначала запустите append и batched с одинаковым числом соединений, каждую не меньше чем на ${n(rankableSeconds)} с.`,
  },
  "all-ok": {
    said: "«Все ответы — 200 OK, значит, всё хорошо»",
    shown: ({ silent, honest }) =>
      all(
        silent &&
          `${run(silent)}: ${many(silent.ok, "ответ", "ответа", "ответов")} 200 OK, но не меньше ${n(silent.lost)} из этих запросов не учтены.`,
        honest && `${run(honest)}: ни одного из ${n(honest.ok)}.`,
      ),
    missing: "Ни один прогон этому не противоречит, но это ничего не доказывает. Запустите pooled.",
  },
};

const judged: Readonly<Record<Judgement, string>> = {
  true: "верно",
  "half-true": "верно наполовину",
  false: "неверно",
  "not-measured": "ещё не измерено",
};

export const ru: typeof en = {
  about: "Сверяет распространённые утверждения с тем, что измерили ваши прогоны.",
  values: {
    claims: "Сколько утверждений проверено.",
    judgement: "Оценка первого утверждения.",
  },
  title: (yes, half, no, open) =>
    all(
      `По вашим прогонам: верно ${n(yes)}, наполовину ${n(half)}, неверно ${n(no)}`,
      open > 0 && `(ещё не измерено ${n(open)})`,
    ),
  caption: "Распространённые утверждения и что измерил этот компьютер",
  said: "Утверждение",
  judged: "Оценка",
  shown: "Что показывают ваши прогоны",
  disturbed:
    "При этом большую часть процессора занимали другие программы: повторите эти нагрузки, когда машина свободна.",
  note: "«Ничего» и «все» опровергает один прогон; доказать их нельзя никаким числом прогонов.",
  claims: words,
  judgements: judged,
  question: {
    question: "Какие из этих фраз вы бы повторили и что бы к ним добавили?",
    answer:
      "Большинство из них — половина верной фразы. «Большинство запросов падает, *если каждый открывает своё соединение*». «С Redis ничего не теряется, *пока он хранит данные, а каждый запрос переносят из него ровно один раз*». «PostgreSQL медленный, *когда на каждый запрос свой COMMIT и все пишут в одну строку*». Недостающая половина и подсказывает решение.",
  },
};
