import type { en } from "./words.en.ts";

export const ru: typeof en = {
  use: (servers) =>
    [
      "Surge Lab собирается писать на серверы, которые запустил не он.",
      `PostgreSQL ${servers.postgresVersion}, ${servers.postgres}, роль ${servers.role}: ${servers.hasSchema ? "используется схема surge_lab, созданная занятием раньше" : "будет создана схема surge_lab"}.`,
      `Redis ${servers.redisVersion}, ${servers.redis}${servers.isCluster ? ", кластер" : ""}: используются ключи, которые начинаются с surge:.`,
      `Ячейки SQL тоже выполняются от имени ${servers.role} и могут всё, что может эта роль.`,
      ...(servers.topic ? [ru.useTopic(servers.topic)] : []),
      "Больше там ничего не меняется. Но нагрузка тяжёлая: не берите серверы, от которых зависят другие.",
    ].join("\n"),
  useTopic: ({ topic, isNew, kafka, brokers }) =>
    `Kafka, ${kafka}, брокеров: ${brokers}: используется топик ${topic}${isNew ? " (… — случайный номер этой схемы)" : ""}; если его нет, он будет создан.`,
  drop: (postgres, redis, kafka) =>
    `Будут удалены схема surge_lab в ${postgres} и ключи занятия в Redis (${redis})${kafka ? `, а также топик ${kafka.topic} в Kafka (${kafka.name})` : ""} вместе со всеми счётчиками.`,
};
