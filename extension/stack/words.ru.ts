import type { ServiceName } from "./stack.ts";
import type { en } from "./words.en.ts";

const names: Readonly<Record<ServiceName, string>> = {
  postgres: "PostgreSQL",
  redis: "Redis",
  pgbouncer: "PgBouncer",
  rabbitmq: "RabbitMQ",
  kafka: "Kafka",
  app: "приложение",
};

export const ru: typeof en = {
  startingServers: (services) => {
    const all = services.map((service) => names[service]);
    return `Запускаю ${all.slice(0, -1).join(", ")} и ${all.at(-1)}`;
  },
  startingAnew: (services) =>
    `Перезапускается то, что не ответило: ${services.map((service) => names[service]).join(", ")}`,
  startingApp: "Запускаю приложение",
  waitingForEarlier: "Жду, пока остановится прежний стенд этой папки",
  waitingForOwnApp: (port, seconds) => `Жду, пока ваше приложение откроет порт ${port} (${seconds} с)`,
  askingDocker: "Обращаюсь к Docker",
  buildingApp: (step, steps, command) => `Собираю приложение, шаг ${step} из ${steps}: ${command}`,
  fetchingImages: (images, megabytes) =>
    `Скачиваю образы: ${images}${megabytes === undefined ? "" : ` (${megabytes} МБ)`}`,
  serversReady: (ready, all) => `Запускаю серверы: готово ${ready} из ${all}`,
  lookingAtServers: "Смотрю на серверы",
  makingTables: "Создаю таблицы занятия",
};
