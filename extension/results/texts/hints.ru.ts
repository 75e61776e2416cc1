import { formatNumber, plural } from "../../common/language.ts";
import type { Texts } from "./en.ts";

const n = (value: number) => formatNumber(value, "ru");
const forms = (count: number, one: string, few: string, many: string) => plural(count, "ru", one, few, many);

export const hints: Texts["hints"] = {
  refusedAndLost: (failed, lost) =>
    `${n(failed)} ${forms(failed, "клиенту", "клиентам", "клиентам")} честно отказали, а ${n(lost)} или больше получили «да» впустую. Что из этого кто-нибудь заметит?`,
  silentLoss: (lost) =>
    `Ни одной ошибки, а ${n(lost)} пропали. Что делают два запроса, которые одновременно прочитали одно и то же число?`,
  lostWhileProcessing: (calls) =>
    `Буфер опустошали ${n(calls)} ${forms(calls, "раз", "раза", "раз")}, пока запросы шли. Что станет с тем, который придёт между чтением буфера и его очисткой?`,
  fewerConnections: (connections) =>
    `Здесь было ${n(connections)} ${forms(connections, "соединение", "соединения", "соединений")}. Сколько потеряется при одном? Сначала предскажите, потом запустите.`,
  onlyRefused: (failed) =>
    `Отказ получили ${n(failed)}, но лишнего никому не обещали. Что клиенту делать с отказом?`,
  pending: (pending) =>
    `${n(pending)} есть только в буфере. Что от них останется, если Redis остановится прямо сейчас?`,
  duplicated: "Что выполнилось дважды: сам запрос или перенос буфера в PostgreSQL?",
  unexpected: "Кто их сохранил, если клиенту отказали? Не отправлен ли отказ уже после дела?",
  unanswered: (unknown) =>
    `Без ясного ответа осталось ${n(unknown)}. Если клиент повторит такой запрос, не посчитают ли его дважды?`,
  price: "Ничего не пропало. А какой ценой? Сравните подтв./с и p99 с другими стратегиями.",
  noneAcknowledged: "Посмотрите на код ниже: чего ждало приложение и кто это занимал?",
};
