import { formatRate } from "../../drawing/format.ts";
import type { ClaimName, Judgement, RunFigures } from "../../ledger/claims.ts";
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
        crowd && `${run(crowd)}: отказ получили ${percent(crowd.failed, crowd.attempted)}.`,
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
          `${run(crowd)}: ${n(crowd.failed)} получили отказ и знают об этом; ещё не меньше ${genitive(crowd.lost)} пропало.`,
        pooled &&
          pooled.lost > 0 &&
          `${run(pooled)}: ни одного отказа, и всё равно пропало не меньше ${n(pooled.lost)} из ${n(pooled.ok)}.`,
      ),
    missing: "Сначала запустите naive и pooled.",
  },
  "redis-keeps-all": {
    said: "«Redis ничего не теряет»",
    shown: ({ killed, leaking, tight }) =>
      all(
        killed && `${run(killed)}: Redis убит, и вместе с ним пропало не меньше ${genitive(killed.lost)}.`,
        leaking && `${run(leaking)}: не меньше ${genitive(leaking.lost)} пропало по дороге из Redis в базу.`,
        tight && `${run(tight)}: ни одного из ${n(tight.ok)}.`,
        leaking && tight && "Дело в том, как переносить.",
      ),
    missing: "Сначала запустите buffered и batched с processEvery.",
  },
  "not-for-writes": {
    said: "«PostgreSQL не годится для частой записи»",
    shown: ({ single, shared, fastest }) =>
      all(
        single &&
          fastest &&
          `${run(single)}: ${rate(single)}, это ${percent(single.requestsPerSecond, fastest.requestsPerSecond)} от самого быстрого варианта с Redis.`,
        shared &&
          fastest &&
          `${run(shared)}, вообще без Redis: ${rate(shared)}, это ${percent(shared.requestsPerSecond, fastest.requestsPerSecond)} от ${rate(fastest)} (прогон ${n(fastest.run)}, ${fastest.strategy}).`,
        shared && "Помогает одна запись на много запросов.",
      ),
    missing: "Сначала запустите atomic, coalesced и batched, каждую на 5 секунд.",
  },
  "all-ok": {
    said: "«Все ответы — 200 OK, значит, всё хорошо»",
    shown: ({ silent, honest }) =>
      silent
        ? `${run(silent)}: ${n(silent.ok)} раз 200 OK, и не меньше ${n(silent.lost)} из этих запросов нигде нет.`
        : all(honest && `${run(honest)}: ${n(honest.ok)} раз 200 OK, и учёт сходится.`),
    missing: "Сначала запустите pooled.",
  },
};

const judged: Readonly<Record<Judgement, string>> = {
  true: "верно",
  "half-true": "верно наполовину",
  false: "неверно",
  "not-measured": "ещё не измерено",
};

export const ru: typeof en = {
  about: "Сопоставляет то, что обычно говорят на эту тему, с тем, что измерили ваши прогоны.",
  values: {
    claims: "Сколько утверждений проверено.",
    judgement: "Оценка первого утверждения.",
  },
  title: (yes, half, no, open) =>
    all(
      `По вашим прогонам: верно ${n(yes)}, наполовину ${n(half)}, неверно ${n(no)}`,
      open > 0 && `(ещё не измерено ${n(open)})`,
    ),
  caption: "Что обычно говорят и что измерила эта машина",
  said: "Что можно услышать",
  judged: "Оценка",
  shown: "Что показывают ваши прогоны",
  claims: words,
  judgements: judged,
  question: {
    question: "Какие из этих фраз вы бы повторили и что бы к ним добавили?",
    answer:
      "Большинство из них — половина верной фразы. «Большинство запросов падает, *если каждый открывает своё соединение*». «Redis не теряет того, *что перенесли из него ровно один раз*». «PostgreSQL медленный, *когда на каждый запрос свой COMMIT и все пишут в одну строку*». В недостающей половине и есть лекарство.",
  },
};
