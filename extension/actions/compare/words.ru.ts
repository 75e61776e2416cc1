import { rankableSeconds } from "../../ledger/long-enough.ts";
import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { n, many, time } = numberWords("ru");

export const ru: typeof en = {
  about: "Показывает рядом все прогоны с последнего сброса, а с `guarantees` — все стратегии.",
  guarantees: "Все измеренные стратегии: скорость, цена аварий и то, что придётся написать и сопровождать.",
  values: {
    runs: "Прогоны с последнего сброса.",
    row: {
      lost: "Наибольшая потеря стратегии во всём, что измерено: в нагрузке, при аварии, при гибели сервера. Так же и с другими стратегиями.",
      duplicated: "То же о запросах, посчитанных дважды.",
      pace: "Подтверждённых запросов в секунду в самом длинном прогоне без аварий.",
      drain: "За сколько миллисекунд опустел буфер.",
      crashed: "Наибольшая потеря при аварии обработчика в этой точке.",
      killed: "Потеря, когда этот сервер убили посреди нагрузки.",
      lines:
        "Строк кода в стратегии и в клиенте её брокера, без комментариев, пустых строк и того, что нужно только занятию.",
      services: "Сколько серверов ей нужно.",
    },
  },

  title: (count) => `${many(count, "прогон", "прогона", "прогонов")} рядом.`,
  fastest: (strategy, rate) => `Быстрее всех без потерь — ${strategy}: ${rate} подтв./с.`,
  none: "Сравнивать пока нечего: сначала выполните ячейку с нагрузкой.",
  caption: "Прогоны этого занятия",
  columns: {
    run: "№",
    strategy: "Стратегия",
    connections: "Соед.",
    asked: "Темп/с",
    attempted: "Всего",
    refused: "Отказ",
    unknown: "Неясно",
    lost: "Потеря",
    duplicated: "Повтор",
    stored: "В базе",
    pending: "Буфер",
    rate: "подтв./с",
    p50: "p50, мс",
    p99: "p99, мс",
  },
  panels: {
    rate: "подтв./с",
    p99: "p99, мс",
    lost: "Потеряно из подтверждённых",
    refused: "Отказов из всех",
    duplicated: "Повторов на подтверждённые",
  },
  parameters: {
    connections: (count) => `${count} соед.`,
    by: (generator) => `${generator}`,
    rate: (rate) => `задано ${rate}/с`,
    durability: (durability) => `${durability}`,
    pgbouncer: (name) => `через ${name}`,
    maxConnections: (max) => `max_connections ${max}`,
    pool: (size) => `пул ${size}`,
    processes: (count) => many(Number(count), "процесс", "процесса", "процессов"),
    requests: (count) => many(Number(count), "запрос", "запроса", "запросов"),
    duration: (seconds) => time(Number(seconds) * 1000),
    processEvery: (ms) => `process раз в ${time(Number(ms))}`,
    timeout: (seconds) => `таймаут ${time(Number(seconds) * 1000)}`,
    kill: (server) => `авария ${server}`,
    signal: (signal) => `${signal}`,
    killAfter: (seconds) => `через ${time(Number(seconds) * 1000)}`,
    recover: (seconds) =>
      seconds === "never" ? "без перезапуска" : `подъём через ${time(Number(seconds) * 1000)}`,
    freeze: (server) => `остановка ${server}`,
    freezeAfter: (seconds) => `через ${time(Number(seconds) * 1000)}`,
    freezeFor: (ms) => `на ${time(Number(ms))}`,
  },
  zero: (columns) => `Во всех прогонах 0: ${columns}.`,
  traced: "† с трассировкой: её записи замедлили прогон, по скорости его не сравнивают.",
  retried: "‡ клиенты повторяли запросы: нагрузка другая, по скорости её не сравнивают.",
  disturbed:
    "§ с помехами: большую часть процессора занимали другие программы; по скорости такой прогон сравнивают, только если нет других.",
  generator: "¶ предел — генератор нагрузки: сама стратегия могла бы больше.",
  short: `* короче ${rankableSeconds} с: потери видны, но измерен в основном разогрев; по скорости такой прогон не сравнивают.`,
  side: "Скорость, задержка и потери",

  hidden: {
    numbers: (service, pausedMs, limit, slowClosed, closed, slowOpen, open) =>
      `${service} ${time(pausedMs)}. Дольше ${time(limit)} ждали: по замкнутому циклу — ${n(slowClosed)} из ${n(closed)} запросов, по открытому — ${n(slowOpen)} из ${n(open)}.`,
    reason:
      "Пока ответов нет, замкнутый цикл ничего не отправляет, а неотправленное не может оказаться медленным (coordinated omission). Пользователи же друг друга не ждут.",
    caption: (strategy) => `Одна остановка, два измерения: ${strategy}`,
    share: (limit) => `Дольше ${time(limit)}, %`,
    model: "Нагрузка",
    models: {
      "closed-loop": (run) => `${n(run)} замкнутый цикл`,
      "open-loop": (run) => `${n(run)} открытый цикл`,
    },
    slower: (limit) => `Дольше ${time(limit)}`,
    max: "макс., мс",
  },

  questions: {
    fastButWrong: (fast, rate, lost, sound, soundRate) => ({
      question: `\`${fast}\`: ${rate} подтв./с, потеряно ${lost}; \`${sound}\`: ${soundRate} подтв./с, не потеряно ничего. Кто из них быстрее?`,
      answer:
        "Тот, у кого все запросы на месте. Ответы в секунду — это обещания; прежде чем сравнивать, посчитайте, что выполнено.",
    }),
    soundAndFast: (sound, soundRate, unsound, rate) => ({
      question: `\`${sound}\` ничего не потерял и притом быстрее: ${soundRate} подтв./с против ${rate} у \`${unsound}\`. Чем же за это платят?`,
      answer:
        "Посмотрите на его строку: запросов, которые есть только в буфере, в PostgreSQL ещё нет, и они надёжны настолько, насколько надёжен буфер; другие получили отказ или долго ждали (p99). Если ничего такого нет, то ничем: медленный способ был ещё и неверным.",
    }),
    onlyCounting: (strategy, lost, ok) => ({
      question: `\`${strategy}\`: потеряно ${lost} из ${n(ok)} подтверждённых запросов. Сказали бы об этом подтв./с, p99 или число отказов?`,
      answer:
        "Нет: скорость, время ответа и отказы выглядят одинаково, сохранён запрос или нет. Потерянное обновление находит лишь тот, кто считает с обоих концов: что обещано и что есть. Это и делает учёт.",
    }),
    shortRun: (strategy, rate, ms) => ({
      question: `\`${strategy}\`: прогон длиной ${time(ms)}, ${rate} подтв./с. Почему по такой скорости не сравнивают?`,
      answer: `В прогоне короче ${rankableSeconds} с измерен в основном разогрев: открываются соединения, компилируется код, наполняются кэши. Потери он показывает верно. Чтобы измерить скорость, задайте той же ячейке \`duration: ${rankableSeconds}\` вместо \`requests\`.`,
    }),
    bestSound: (name, rate) => ({
      question: `Из прогонов без потерь быстрее всех \`${name}\`: ${rate} подтв./с. Будет ли так и завтра?`,
      answer:
        "Это покажет только повторный прогон. Выполните одну и ту же ячейку трижды и сравните медианы; чем короче прогон, тем больше в нём случая и разогрева.",
    }),
  },
};
