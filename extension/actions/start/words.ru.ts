import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { n, form, many, time } = numberWords("ru");
const connections = (count: number) => `${many(count, "соединение", "соединения", "соединений")}`;

export const ru: typeof en = {
  about: "Запускает PostgreSQL, Redis и приложение или находит их уже запущенными.",
  parameters: {
    app: "На чём написано приложение: `node` (TypeScript, fastify), если ничего не указано, или `fastapi` (Python, FastAPI и SQLAlchemy).",
    with: "Брокеры сообщений рядом с Redis: `rabbitmq`, `kafka`. Они нужны одноимённым стратегиям.",
    partitions:
      "С `kafka`: на сколько партиций разделён топик. Столько обработчиков могут переносить запросы одновременно.",
    durability:
      "Как Redis хранит данные: никак, снимками время от времени (`rdb`) или журналом всех записей, который попадает на диск раз в секунду либо при каждой записи.",
  },
  values: {
    alreadyRunning: "true, если стенд уже работал до этой ячейки.",
    startedInMs: "Сколько длился запуск, миллисекунды.",
    max: "`max_connections` в PostgreSQL.",
    reserved: "Соединения, которые достаются только суперпользователям.",
    engine: "На чём работает стенд.",
    cores: "Ядра процессора этой машины.",
    strategies: "Сколько стратегий у приложения.",
  },
  durability: {
    none: "Redis хранит данные только в памяти: вместе с процессом пропадёт всё.",
    rdb: "Redis время от времени делает снимок: при гибели процесса пропадёт всё, что пришло после последнего.",
    "aof-everysec":
      "Redis дописывает каждую запись в файл, который попадает на диск раз в секунду. То, что процесс передал системе, переживёт его гибель; последнюю секунду может отнять отключение питания, но на одном компьютере этого не показать. Если диск не поспевает, Redis придерживает записи до 2 секунд, и они погибают вместе с ним.",
    "aof-always":
      "Redis дописывает каждую запись в файл и отвечает, когда она уже на диске: надёжно, но медленнее.",
    theirs: "Как Redis хранит данные, решает его администратор.",
  },
  ready: (ms) => `Стенд готов через ${time(ms)}.`,
  startedAnew: (services) => `Не ответило и перезапущено: ${services}.`,
  running: "Стенд уже работал.",
  servers: (engine, postgres, redis) => `${engine}: PostgreSQL ${postgres}, Redis ${redis}`,
  app: (url) => `приложение на ${url}`,
  connections: (max, reserved) =>
    `PostgreSQL принимает ${connections(max)}; ${n(reserved)} из них ${form(reserved, "зарезервировано", "зарезервированы", "зарезервированы")} для суперпользователя, приложению достаётся ${n(max - reserved)}.`,
  sharedConnections: (max, reserved) =>
    `PostgreSQL принимает ${connections(max)} на всех; ${n(reserved)} из них в резерве.`,
  strategies: (count) =>
    `${many(count, "стратегия", "стратегии", "стратегий")}: что каждая делает с запросом`,
  appLabel: "Приложение",
  durabilityLabel: "Надёжность Redis",
  startParts: "На что ушло время запуска",
  startPart: (name, ms) => `${name} ${time(ms)}`,
  oneMore: (forApp, max) => ({
    question: `Приложению доступно ${many(forApp, "соединение", "соединения", "соединений")} из ${n(max)}. Что ответит PostgreSQL тому, кто попросит ещё одно?`,
    answer:
      "Откажет, и сразу: SQLSTATE 53300, `too_many_connections`. Ждать он никого не заставляет. Если клиенты должны ждать, очередь нужна перед PostgreSQL: пул в приложении выдаёт свои соединения по очереди.",
  }),
};
