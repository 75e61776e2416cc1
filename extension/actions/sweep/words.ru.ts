import { formatLatency, formatRate } from "../../drawing/format.ts";
import { enough, leastRounds, perDoubling } from "../../ledger/knee.ts";
import { numberWords } from "../number-words.ts";
import type { SweepPoint } from "./result.ts";
import type { en } from "./words.en.ts";

const { n, many, time, percent } = numberWords("ru");
const rate = (point: SweepPoint) => `${formatRate(point.requestsPerSecond, "ru")} подтв./с`;
const p99 = (point: SweepPoint) => `${formatLatency(point.p99Ms, "ru")}\u00a0мс`;
const roughly = (ms: number) => time(Math.max(5_000, Math.round(ms / 5_000) * 5_000));
const rounds = (count: number) => many(count, "круг", "круга", "кругов");
const values = (count: number) => many(count, "значение", "значения", "значений");
const strategies = (count: number) => many(count, "стратегия", "стратегии", "стратегий");
const loads = (count: number) => many(count, "нагрузка", "нагрузки", "нагрузок");

export const ru: typeof en = {
  about:
    "Измеряет стратегии при нескольких значениях одного параметра и говорит, с какого значения его увеличивать бесполезно. Меняется тот параметр, который задан списком. Перед каждой нагрузкой счётчики обнуляются, обработчики стенда завершаются. Ради параметров запуска стенд для каждого значения запускается заново, а в конце становится таким, каким был.",
  parameters: {
    strategies: "Какие стратегии измерять, не больше пяти. Каждая — линия на графиках.",
    connections: "По скольким соединениям запросы идут одновременно: одно число или список значений.",
    rate: "Сколько запросов в секунду отправляет открытый цикл, не дожидаясь ответов: одно число или список значений.",
    pool: "Размер пула соединений в приложении: одно число или список значений.",
    processes: "Сколько процессов у приложения: одно число или список значений.",
    maxConnections: "`max_connections` в PostgreSQL: одно число или список значений.",
    seconds: "Сколько секунд длится каждая нагрузка.",
    rounds: `Сколько раз измерить каждую точку, круг за кругом. Для вывода нужно не меньше ${leastRounds}.`,
  },
  refused: {
    oneKnob:
      "Списком нужно задать ровно один из параметров `connections`, `rate`, `pool`, `processes` и `maxConnections`, например `connections: [1, 10, 100]`; остальные — числа.",
    repeated: "Ничто не должно повторяться.",
    tooLong: (valueCount, strategyCount, roundCount, seconds, most) =>
      `${values(valueCount)} × ${strategies(strategyCount)} × ${rounds(roundCount)} × ${time(seconds * 1000)} — это ${time(valueCount * strategyCount * roundCount * seconds * 1000)} нагрузки, а возможно не больше ${time(most * 1000)}. Возьмите меньше значений или нагрузки покороче.`,
  },
  values: {
    knee: "Значение, после которого увеличивать параметр бесполезно, у одной стратегии; так же и у других. Если в измеренных пределах такого нет, значения нет.",
    shape:
      "Ход пропускной способности: `knee` — есть точка насыщения, `rising` — растёт до конца, `flat` — с самого начала не меняется, `falling` — с самого начала падает, `unclear` — круги расходятся слишком сильно, `unjudged` — кругов слишком мало.",
    fallsFrom: "Значение, начиная с которого пропускная способность заметно ниже наибольшей.",
    points: "Сколько всего точек: значения × стратегии.",
    requestsPerSecond:
      "Подтверждённых запросов в секунду в первой точке, медиана по кругам. Точки идут по стратегиям, затем по значениям.",
    p50: "За столько миллисекунд пришла половина ответов, медиана по кругам.",
    p99: "За столько миллисекунд пришли 99 ответов из 100, медиана по кругам.",
    refused: "Доля запросов, получивших отказ, от 0 до 1.",
    lostShare: "Доля потерянных среди подтверждённых запросов, от 0 до 1.",
    lost: "Потерянные запросы всех нагрузок вместе.",
    duplicated: "Дважды посчитанные запросы всех нагрузок вместе.",
  },
  knobs: {
    connections: {
      axis: "соединений",
      name: "числу соединений",
      at: (value) => many(value, "соединение", "соединения", "соединений"),
    },
    rate: { axis: "задано, запросов/с", name: "заданной частоте", at: (value) => `${n(value)} запросов/с` },
    pool: { axis: "размер пула", name: "размеру пула", at: (value) => `пул на ${n(value)}` },
    processes: {
      axis: "процессов",
      name: "числу процессов приложения",
      at: (value) => many(value, "процесс", "процесса", "процессов"),
    },
    maxConnections: {
      axis: "max_connections",
      name: "max_connections",
      at: (value) => `max_connections ${n(value)}`,
    },
  },
  progress: (due) =>
    `Круг ${n(due.round)} из ${n(due.rounds)}: ${due.strategy}, ${due.at}. ${due.load === 1 ? `Всего ${loads(due.loads)}, это примерно ${roughly(due.leftMs)}` : `Нагрузка ${n(due.load)} из ${n(due.loads)}, осталось примерно ${roughly(due.leftMs)}`}.`,

  headline: (knob, strategyCount, valueCount, roundCount, seconds) =>
    `${knob}: ${values(valueCount)}, ${strategies(strategyCount)}, ${rounds(roundCount)} по ${time(seconds * 1000)}.`,
  kneeAt: (strategy, value) => `${strategy} при ${n(value)}`,
  knees: (which) => `Насыщение: ${which}.`,
  noKnee: "В измеренных пределах насыщения нет.",
  noVerdict: `Судить нельзя: для вывода каждая точка должна быть измерена хотя бы ${leastRounds} раза.`,
  scattered: (share) =>
    `Круги в одной точке расходятся на величину до ${percent(share)}: мешали другие программы, или нагрузки слишком коротки.`,
  cancelled: (done, all) =>
    `Прервано: выполнено ${n(done)} из ${many(all, "нагрузки", "нагрузок", "нагрузок")}. Вот что успели измерить:`,

  shapes: {
    knee: ({ strategy, at, best, last }, knee) =>
      `${strategy}: ${at(knee.value)} — насыщение, дальнейший рост ничего не даёт. Здесь ${rate(knee)}, ${best === knee ? "лучше нигде нет" : `наибольшее — ${rate(best)} (при ${n(best.value)})`}; p99 здесь ${p99(knee)}, при ${n(last.value)} — ${p99(last)}.`,
    rising: ({ strategy, at, first, last }) =>
      `${strategy}: в измеренных пределах насыщения нет. При ${n(first.value)} — ${rate(first)}, а ${at(last.value)} дают ${rate(last)}, и рост ещё не кончился; p99 ${p99(last)}.`,
    flat: ({ strategy, at, first, best }) =>
      `${strategy}: в измеренных пределах насыщения нет. Уже ${at(first.value)} — ${first === best ? "это всё, что можно получить" : "это почти всё, что можно получить"}: ${rate(first)}${first === best ? "" : `, наибольшее — ${rate(best)} (при ${n(best.value)})`}.`,
    unclear: ({ strategy, last }) =>
      `${strategy}: судить нельзя: больше всего в конце (${rate(last)} при ${n(last.value)}), но круги в одной точке расходятся сильнее.`,
    unjudged: ({ strategy }) => `${strategy}: судить нельзя.`,
  },
  falls: (from, last) =>
    last.value === from
      ? `При ${n(from)} пропускная способность падает до ${rate(last)}.`
      : `С ${n(from)} пропускная способность падает: при ${n(last.value)} — ${rate(last)}.`,
  nothingAcknowledged: (strategy) => `${strategy}: ни один запрос не подтверждён.`,
  generatorLimited: "Генератор нагрузки работал на пределе (‡): приложение могло бы и больше.",
  lostOf: (strategy, least, most) =>
    `${strategy}: потеряно ${least === most ? "" : `от ${percent(least)} до `}${percent(most)} подтверждённых запросов. Это скорость неверного счёта.`,

  charts: {
    caption: (knob) => `По ${knob}`,
    throughput: "Подтверждённых запросов в секунду",
    p99: "p99, миллисекунды",
    perSecond: "подтв./с",
    ms: "мс",
    ring: "насыщение: дальнейший рост ничего не даёт",
    spread: "наименьшее и наибольшее по кругам",
    kneeNote: (value) => `насыщение ${n(value)}`,
    bestNote: (best) => `наибольшее ${rate(best)} при ${n(best.value)}`,
    p99Note: (first, last) => `${p99(first)} при ${n(first.value)}, ${p99(last)} при ${n(last.value)}`,
    said: (title, lines) => `${title}: ${lines}.`,
  },
  table: {
    caption: "Все точки, медиана по кругам",
    strategy: "Стратегия",
    rate: "подтв./с",
    rateRange: "мин.–макс.",
    p50: "p50, мс",
    p99: "p99, мс",
    p99Range: "мин.–макс.",
    refused: "Отказы",
    unknown: "Без ответа",
    lost: "Потеряно",
    duplicated: "Посчитано дважды",
    zero: (columns) => `Всюду 0: ${columns}.`,
    knee: `○ насыщение: наименьшее значение, при котором есть ${percent(enough)} наибольшей пропускной способности и после которого она не растёт: не больше, чем отличаются круги, или меньше чем на ${percent(perDoubling - 1)} при удвоении значения.`,
    generator: "‡ генератор нагрузки работал на пределе.",
    rounds: (least) => `У некоторых точек только ${rounds(least)}.`,
  },
  details: {
    order: "Порядок",
    interleaved:
      "каждый круг проходит все точки, по очереди вверх и вниз; стратегия, новая для приложения, сначала получает секунду нагрузки, которая не учитывается",
    settings: "Остальные параметры",
    took: "Длительность",
  },
};
