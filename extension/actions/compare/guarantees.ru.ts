import { formatNumber, plural } from "../../common/language.ts";
import { formatDuration } from "../../drawing/format.ts";
import { crashes } from "../crash/words.ru.ts";
import type { GuaranteeTexts } from "./guarantees.en.ts";

const n = (value: number) => formatNumber(value, "ru");
const time = (ms: number) => formatDuration(ms, "ru");
const forms = (count: number, one: string, few: string, many: string) => plural(count, "ru", one, few, many);
const many = (count: number, one: string, few: string, other: string) =>
  `${n(count)} ${forms(count, one, few, other)}`;
const hits = (count: number) => many(count, "запрос", "запроса", "запросов");

const wrong: GuaranteeTexts["wrong"] = ({ lost, duplicated }) =>
  crashes.whereThey({ lost, duplicated, pending: 0, stored: 0 });

export const guarantees: GuaranteeTexts = {
  none: "Пока ничего не измерено: сначала выполните ячейку с нагрузкой.",
  verdict: (wrongRows, soundRows) =>
    [
      ...(wrongRows === "" ? [] : [`Где-то теряют или считают дважды: ${wrongRows}.`]),
      ...(soundRows === "" ? [] : [`Во всём, что измерено, ничего не потеряли и не удвоили: ${soundRows}.`]),
    ].join(" "),
  charts: "Что получаем и чего это стоит",
  speed: "Скорость",
  reliability: "Что теряется, когда что-нибудь умирает",
  effort: "Что придётся написать и сопровождать",
  open: "Ещё не измерено; какие ячейки это измерят",
  columns: {
    strategy: "Стратегия",
    rate: "подтв./с",
    p99: "p99 приёма, мс",
    drain: "За сколько опустел буфер",
    lost: "Потеря",
    duplicated: "Повтор",
    crashes: "Обработчик убит в каждой точке",
    killed: "Сервер убит посреди нагрузки",
    lines: "Строк кода",
    files: "Файлы",
    services: "Какие серверы нужны",
    gap: "Что",
    cell: "Ячейки",
  },
  notMeasured: "не измерено",
  noBuffer: "буфера нет",
  noFailpoint: "аварию устроить негде",
  short:
    "* короче 5 с: измерен в основном разогрев, по скорости не сравнивают. Потеря и повтор — наибольшие во всём, что здесь измерено; где судить можно только по счётчику, их не меньше.",
  most: "Потеря и повтор — наибольшие во всём, что здесь измерено; где судить можно только по счётчику, их не меньше.",
  linesNote:
    "Посчитано по файлам, которые исполняет приложение, без комментариев и пустых строк; клиент брокера входит, общее для всех стратегий — нет.",
  drained: ({ hits: moved, ms, by, atOnce }) => {
    const who =
      by === "process"
        ? many(atOnce, "вызов process", "вызова process", "вызовов process")
        : many(atOnce, "обработчик", "обработчика", "обработчиков");
    return `${hits(moved)} за ${time(ms)} (${who})`;
  },
  wrong,
  exactAt: (places, isRest) => (isRest ? `в остальных (${n(places)}) точно` : `точно во всех (${n(places)})`),
  exact: "точно",
  killed: (target, found) => {
    const parts = [
      `отказов ${n(found.refused)}`,
      `неясно ${n(found.unknown)}`,
      wrong(found) || "потеряно 0",
      ...(found.backAfterMs === null ? [] : [`вернулся через ${time(found.backAfterMs)}`]),
    ];
    return `${target}: ${parts.join(", ")}`;
  },
  gaps: (gap, buffer) =>
    ({
      pace: "скорость: прогон, по которому можно сравнивать",
      drain: "за сколько опустеет буфер: сначала нагрузка, потом",
      crashes: "аварии обработчика",
      killed: `${buffer} убит посреди нагрузки`,
    })[gap],

  questions: {
    moreForWhat: (plain, lines, servers, rich, more, all) => ({
      question: `\`${plain}\` — это ${many(lines, "строка", "строки", "строк")} и ${many(servers, "сервер", "сервера", "серверов")}, \`${rich}\` — ${many(more, "строка", "строки", "строк")} и ${n(all)}; здесь обе ничего не потеряли. Что мы получаем за эту разницу?`,
      answer:
        "Не меньше потерь: обе точны потому, что PostgreSQL фиксирует запросы вместе с доказательством, что они уже учтены. Брокер даёт то, что счётчику не нужно: других читателей тех же событий, повторное чтение, маршрутизацию, несколько машин, которые подменяют друг друга. Если ничего из этого не требуется, за обновления, мониторинг и ночные дежурства вы платите просто так.",
    }),
    onlyTheCrash: (strategy, lost, place) => ({
      question: `\`${strategy}\` в каждой нагрузке без аварий была точна, но теряет ${hits(lost)}, если обработчик умрёт в точке ${place}. Какая из ваших проверок это нашла бы?`,
      answer:
        "Та, что просто шлёт нагрузку, — вряд ли: в этой точке обработчик бывает лишь миг на каждую пачку. Нужна авария в каждой точке нарочно — или годы работы. Поэтому спрашивайте о буфере не то, насколько он быстр, а то, что делает его обработчик между буфером и COMMIT.",
    }),
    refusedNotLost: (strategy, target, refused) => ({
      question: `Пока ${target} не было, \`${strategy}\` отказала ${many(refused, "запросу", "запросам", "запросам")}, но из подтверждённых не потеряла ни одного. Это сбой?`,
      answer:
        "Это ровно то, что обещано. Данное «OK» выполнено, а чего нельзя выполнить, того и не обещают: клиент попробует ещё раз, с тем же идентификатором. Чего один сервер не может, так это принимать, пока сам лежит: нужен второй, у которого есть те же данные (репликация, кворум). Вот настоящая причина заводить кластер.",
    }),
  },
};
