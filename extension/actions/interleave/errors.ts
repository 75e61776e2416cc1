import { LabError } from "../../common/lab-error.ts";

export const nothingToInterleave = (strategy: string) =>
  new LabError(
    "nothing-to-interleave",
    {
      en: `A hit of the strategy “${strategy}” does not change the counter in PostgreSQL: there is no order of statements to try.`,
      ru: `Запрос стратегии «${strategy}» не меняет счётчик в PostgreSQL: переставлять нечего.`,
    },
    {
      en: "Take a strategy that works in PostgreSQL, such as “pooled” or “atomic”.",
      ru: "Возьмите стратегию, которая работает в PostgreSQL, например «pooled» или «atomic».",
    },
  );

export const hitFailedAtOnce = (strategy: string, code: string) =>
  new LabError(
    "hit-failed-at-once",
    {
      en: `A hit of the strategy “${strategy}” was refused (${code}) before its first statement.`,
      ru: `Запрос стратегии «${strategy}» получил отказ (${code}) ещё до первой команды.`,
    },
    {
      en: "Look with an `inspect` cell at who holds the connections, then run the step again.",
      ru: "Посмотрите ячейкой `inspect`, кто занимает соединения, и повторите шаг.",
    },
  );

export const ownTransaction = (strategy: string) =>
  new LabError(
    "own-transaction",
    {
      en: `The strategy “${strategy}” begins a transaction itself.`,
      ru: `Стратегия «${strategy}» сама начинает транзакцию.`,
    },
    { en: "Leave out `transaction`.", ru: "Уберите `transaction`." },
  );

export const orderNotPossible = (order: string) =>
  new LabError(
    "order-not-possible",
    {
      en: `The statements cannot be sent in the order ${order}: a client whose turn it is has nothing to send, or waits for a lock.`,
      ru: `В порядке ${order} команды отправить нельзя: клиенту, чей черёд, нечего отправлять, или он ждёт блокировку.`,
    },
    {
      en: "Take an order from the list that the cell shows without `order`.",
      ru: "Возьмите порядок из списка, который ячейка показывает без `order`.",
    },
  );

export const notRepeatable = (order: string) =>
  new LabError(
    "order-not-repeatable",
    {
      en: `The beginning ${order} was possible a moment ago and is not now: the strategy does not send the same statements each time.`,
      ru: `Начало ${order} только что было возможно, а теперь нет: стратегия каждый раз отправляет разные команды.`,
    },
    {
      en: "Orders can be tried only of a strategy whose hits all do the same. See that nothing else uses the stack meanwhile.",
      ru: "Перебрать порядки можно, только если все запросы стратегии делают одно и то же. Проверьте, что стендом сейчас не пользуется никто другой.",
    },
  );

export const hitProgramEnded = (strategy: string, how: string) =>
  new LabError(
    "hit-program-ended",
    {
      en: `The program that sends the hits of “${strategy}” has ended (${how}).`,
      ru: `Программа, которая отправляет запросы «${strategy}», завершилась (${how}).`,
    },
    {
      en: "Read the strategy's file for a mistake, then run the step again.",
      ru: "Проверьте, нет ли ошибки в файле стратегии, и повторите шаг.",
    },
  );
