import { formatNumber, plural } from "../common/language.ts";
import { formatDuration, formatMemory, formatRate } from "../drawing/format.ts";
import { charts } from "./charts.ru.ts";
import { questions } from "./questions.ru.ts";
import { verdict } from "./verdict/words.ru.ts";
import type { Texts } from "./words.en.ts";

const n = (value: number) => formatNumber(value, "ru");
const time = (ms: number) => formatDuration(ms, "ru");
const forms = (count: number, one: string, few: string, many: string) => plural(count, "ru", one, few, many);
const many = (count: number, one: string, few: string, other: string) =>
  `${n(count)} ${forms(count, one, few, other)}`;
const connections = (count: number) => many(count, "соединение", "соединения", "соединений");

export const ru: Texts = {
  verdict,
  charts,
  questions,

  elsewhere: (count, other, own) =>
    `${many(count, "запрос засчитан", "запроса засчитано", "запросов засчитано")} тем временем стратегии «${other}»: не её ли имя осталось в коде «${own}»?`,

  nowhere: (own) =>
    `Не засчитан ни один. UPDATE, у которого WHERE не нашёл строки, ничего не меняет и об ошибке не сообщает: какую строку называет код «${own}»?`,

  ledger: {
    attempted: (count) => `отправлено ${n(count)}`,
    failed: (count) => `отказ ${n(count)}`,
    unknown: (count) => `неясно ${n(count)}`,
    ok: (count) => `подтверждено ${n(count)}`,
    stored: (count) => `сохранено ${n(count)}`,
    pending: (count) => `в буфере ${n(count)}`,
    lost: (count) => `ПОТЕРЯНО ${n(count)}`,
    duplicated: (count) => `посчитано ещё раз +${n(count)}`,
    unexpected: (count) => `не подтверждалось +${n(count)}`,
    recovered: (count) => `всё же учтено ${n(count)}`,
  },

  load: {
    mostly: (cause) => `в основном ${cause}`,
    rate: (perSecond) => `${formatRate(perSecond, "ru")} подтв./с`,
    latency: (percentile, ms) => `${percentile} ${ms} мс`,
    closedLoop: (count, ms) => `замкнутый цикл, ${connections(count)}, ${time(ms)}`,
    openLoop: (rate, sent, count, ms) =>
      `открытый цикл, задано ${n(rate)}/с, ушло ${formatRate(sent, "ru")}/с, в пути не больше ${n(count)}, ${time(ms)}`,
    fromSend: "если считать не от срока, а от настоящей отправки:",
    waited: (count) => `${many(count, "запрос ждал", "запроса ждали", "запросов ждали")} в очереди`,
    machine: (engine, postgres, cores) =>
      `${engine}, PostgreSQL ${postgres}, ${many(cores, "ядро", "ядра", "ядер")}`,
    processing: (everyMs, calls) =>
      `process каждые ${time(everyMs)} (${many(calls, "вызов", "вызова", "вызовов")})`,
    paused: (service, fromMs, untilMs) => `${service} с ${time(fromMs)} до ${time(untilMs)} прогона.`,
    notPaused: "Нагрузка кончилась раньше, чем пришло время остановить сервер: остановки не было.",
    killed: (service, signal, killedMs, backMs) =>
      `На отметке ${time(killedMs)} прогона остановлен ${service} (${signal}); снова отвечает с ${time(backMs)}.`,
    backForTheCount: "Запущен снова только для подсчёта.",
    notKilled: "Нагрузка закончилась раньше, чем сервер должен был быть убит, поэтому он не убит.",
    killMark: (service) => `${service}: убит`,
    backMark: (service) => `${service}: снова работает`,
    endedEarly:
      "Три секунды приложение не принимало ни одного соединения, поэтому прогон закончен раньше срока.",
    byHand: "та же нагрузка вручную:",
    notByHand:
      "Вручную через ab такую нагрузку не подать: это замкнутый цикл, он ждёт ответа, прежде чем слать следующий запрос.",
    failures: "Почему запросы получили отказ или не получили ясного ответа",
    code: "Код",
    hits: "Запросов",
    meaning: "Что это значит",
    progress: (attempted, elapsedMs) =>
      `Пока ${many(attempted, "запрос", "запроса", "запросов")}, прошло ${time(elapsedMs)}`,
    remaining: (ms) => `осталось около ${time(ms)}`,
    now: (perSecond) => `сейчас ${formatRate(perSecond, "ru")} запр./с`,
    counts: (ok, failed, unknown) => `подтверждено ${n(ok)}, отказ ${n(failed)}, неясно ${n(unknown)}`,
  },

  details: {
    summary: "Машина и версии",
    run: "Прогон",
    strategy: "Стратегия",
    engine: "Движок",
    runtime: "Приложение на",
    platform: "Платформа",
    cores: "Ядра",
    memory: "Память",
    memoryOf: (bytes) => formatMemory(bytes, "ru"),
    model: "Модель нагрузки",
    models: {
      "closed-loop":
        "замкнутый цикл: соединение шлёт следующий запрос, когда получило ответ на прошлый; задержки не скорректированы",
      "open-loop":
        "открытый цикл: каждый запрос уходит в свой срок, даже если на прежние ещё нет ответа; задержка считается от срока",
    },
    judged: "Чем проверено",
    byName: "именами сохранённых запросов",
    byCounter: "только счётчиком: потерю, которую перекрыл повтор, он не покажет",
    startParts: "На что ушло время запуска",
    startPart: (name, ms) => `${name} ${time(ms)}`,
    app: "Приложение",
  },

  prediction: {
    caption: "Ваш прогноз",
    what: "Что",
    guess: "Вы ждали",
    got: "Измерено",
    right: "Точный прогноз.",
    surprise: "Неожиданность ценнее верной догадки: чем объяснить разницу?",
    nothing: "нет такого значения",
  },

  expectation: {
    held: (count) =>
      count === 1
        ? "Всё совпало с ожиданием этого шага."
        : `Всё совпало с ожиданиями этого шага (${many(count, "значение", "значения", "значений")}).`,
    missed: (key, want, got) => `Этот шаг ожидает ${key} ${want}; измерено: ${got}.`,
  },

  keys: {
    attempted: "отправлено",
    ok: "подтверждено",
    failed: "отказ",
    unknown: "неясно",
    stored: "сохранено",
    pending: "в буфере",
    lost: "потеряно",
    duplicated: "посчитано повторно",
    unexpected: "не подтверждалось",
    recovered: "всё же учтено",
    processed: "перенесено",
    verdict: "вердикт",
  },
  yes: "да",
  no: "нет",

  start: {
    durability: {
      none: "Redis хранит данные только в памяти: вместе с процессом пропадёт всё.",
      rdb: "Redis время от времени делает снимок: при гибели процесса пропадёт всё, что пришло после последнего.",
      "aof-everysec":
        "Redis дописывает каждую запись в файл, который попадает на диск раз в секунду. То, что процесс передал системе, переживёт его гибель; последнюю секунду может отнять отключение питания, но на одном компьютере этого не показать. Если диск не поспевает, Redis придерживает записи до 2 секунд, и они погибают вместе с ним.",
      "aof-always":
        "Redis дописывает каждую запись в файл и отвечает, когда она уже на диске: надёжно, но медленнее.",
      theirs: "Как Redis хранит данные, решают те, кто его запускает.",
    },
    ready: (ms) => `Стенд готов через ${time(ms)}.`,
    running: "Стенд уже работал.",
    servers: (engine, postgres, redis) => `${engine}: PostgreSQL ${postgres}, Redis ${redis}`,
    app: (url) => `приложение на ${url}`,
    connections: (max, reserved) =>
      `PostgreSQL принимает ${connections(max)}; ${n(reserved)} из них ${forms(reserved, "зарезервировано", "зарезервированы", "зарезервированы")} для суперпользователя, приложению достаётся ${n(max - reserved)}.`,
    sharedConnections: (max, reserved) =>
      `PostgreSQL принимает ${connections(max)} на всех; ${n(reserved)} из них в резерве.`,
    strategies: "Стратегии",
    strategy: "Стратегия",
    about: "Что делает с запросом",
  },

  process: {
    moved: (count, ms) =>
      `${many(count, "запрос перенесён", "запроса перенесены", "запросов перенесено")} в PostgreSQL за ${time(ms)}.`,
    atOnce: (calls) => `${many(calls, "вызов", "вызова", "вызовов")} одновременно`,
    nothing: "Переносить в PostgreSQL было нечего.",
    rate: (perSecond) => `${formatRate(perSecond, "ru")} запр./с`,
    again: (run) => `прогон ${n(run)}, проверен заново`,
    caption: "Счётчик и буфер",
    when: "Момент",
    before: "до",
    after: "после",
    stored: "сохранено",
    pending: "в буфере",
  },

  pause: {
    done: (ms) => `Приложение стояло и снова работает через ${time(ms)}.`,
    slowest: (ms) => `Самый медленный запрос за это время ждал ответа ${time(ms)}: поздно, но без отказа.`,
  },

  inspect: {
    counters: "Счётчики",
    zero: (strategies) => `На нуле: ${strategies}.`,
    allZero: "Все счётчики на нуле, в буферах пусто.",
    strategy: "Стратегия",
    stored: "Сохранено",
    pending: "В буфере",
  },

  worker: {
    running: (workers, every, moved, pending) =>
      `Обработчиков: ${n(workers)}, буфер переносится каждые ${time(every * 1000)}. Перенесено ${n(moved)}, в буфере осталось ${n(pending)}.`,
    none: (strategy, pending) => `У ${strategy} нет работающих обработчиков; в буфере ${n(pending)}.`,
    caption: "Счётчик догоняет",
    inNumbers: "Как счётчик догоняет, числами",
    workers: "Обработчики с момента запуска",
    number: "Обработчик",
    batches: "Пачки",
    processed: "Перенесено",
    failed: "Сбои",
    lastError: "Последняя ошибка",
    state: "Состояние",
    runs: "работает",
  },
  services: {
    postgres: "PostgreSQL",
    redis: "Redis",
    rabbitmq: "RabbitMQ",
    kafka: "брокер Kafka",
    app: "сервер приложения",
    worker: "обработчик",
  },
  brokers: { rabbitmq: "RabbitMQ", kafka: "Kafka" },
  frozen: {
    postgres: "PostgreSQL стоял",
    redis: "Redis стоял",
    rabbitmq: "RabbitMQ стоял",
    kafka: "Брокер Kafka стоял",
    app: "Приложение стояло",
  },
  reset: {
    done: (runs) =>
      `Все счётчики на нуле, буфер пуст${runs > 0 ? `; ${many(runs, "прогон забыт", "прогона забыты", "прогонов забыто")}` : ""}.`,
    notZero: "После сброса не все счётчики на нуле.",
  },

  stop: {
    stopped: (engine) => `Стенд остановлен (${engine}).`,
    stays:
      "Серверы работают дальше, и созданное там занятием остаётся: схема surge_lab и ключи, которые начинаются с surge:. Удалить их: команда Surge Lab: Удалить следы занятия с серверов… или --drop в терминале.",
    nothing: "Останавливать было нечего.",
  },
};
