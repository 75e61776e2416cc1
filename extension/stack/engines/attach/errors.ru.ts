import type { ServiceName } from "../../stack.ts";
import { type en, serverNames, type UrlProblem } from "./errors.en.ts";

const urlProblems: Readonly<Record<UrlProblem, (name: string, known: string) => string>> = {
  "postgres-form": () => "это не postgresql://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ/БАЗА",
  "postgres-parts": () => "в нём нет имени пользователя или базы данных",
  "postgres-parameter": (name, known) => `параметр «${name}» не из числа ${known}`,
  sslmode: (_, known) => `sslmode — одно из ${known}`,
  "redis-form": () =>
    "это не redis://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ/0, rediss://… и не redis+cluster://АДРЕС:ПОРТ,АДРЕС:ПОРТ",
  "kafka-form": () => "это не kafka://АДРЕС:ПОРТ,АДРЕС:ПОРТ и не kafkas://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ",
  "kafka-tls-parameters": () => "sslmode и sslrootcert указываются только с kafkas://",
  "kafka-credentials": () => "в нём есть только имя или только пароль",
  "kafka-password-tls": () => "пароль (SASL/PLAIN) занятие передаёт только по TLS: kafkas://",
  parameter: (name) => `параметр «${name}» — не sslmode и не sslrootcert`,
};

export const ru: typeof en = {
  "server-url": (url) => {
    if ("missing" in url) {
      return {
        what: `Движок «attach» не знает, где находится ${serverNames[url.missing]}.`,
        remedy: `В VS Code выполните команду Surge Lab: Подключиться к серверам…; в терминале задайте SURGE_LAB_${url.missing.toUpperCase()}_URL.`,
      };
    }
    if ("topic" in url) {
      return {
        what: `Занятие создало ещё топик ${url.topic} в Kafka, но где она, неизвестно. Ничего не удалено.`,
        remedy:
          "Укажите её URL (SURGE_LAB_KAFKA_URL; в VS Code Surge Lab: Подключиться к серверам…). Если той Kafka больше нет: DELETE FROM surge_lab.kafka_offsets; затем повторите.",
      };
    }
    const { server, problem, name = "", known = [] } = url;
    return {
      what: `URL для ${serverNames[server]} не подходит: ${urlProblems[problem](name, known.join(", "))}.`,
      remedy: "Знаки @ : / ? в пароле записываются как %40 %3A %2F %3F.",
    };
  },
  "not-confirmed": ({ hint }) => ({
    what: "На серверах ничего не изменено: согласия на это нет.",
    remedy: hint.ru,
  }),
  "not-our-server": (wish) => {
    if ("maxConnections" in wish) {
      return {
        what: "PostgreSQL запускало не занятие, поэтому его `max_connections` оно не меняет.",
        remedy: "Уберите `maxConnections` или выполните этот шаг на движке `embedded` либо `compose`.",
      };
    }
    const names: Partial<Record<ServiceName, string>> = serverNames;
    const what =
      "durability" in wish
        ? "не меняет, как там Redis хранит данные"
        : `не убивает, не замораживает и не запускает там ${names[wish.service] ?? wish.service}`;
    return {
      what: `Серверы запускало не занятие, поэтому оно ${what}.`,
      remedy: "Выполните этот шаг на движке `embedded` или `compose`. Приложение можно убить и здесь.",
    };
  },
  "not-attached": ({ app, part }) => ({
    what: `Движок «attach» не умеет запускать ${app === undefined ? part : `приложение «${app}»`}.`,
    remedy: "Запустите стенд без этого или выберите движок `embedded` либо `compose`.",
  }),
  "database-in-use": ({ database }) => ({
    what: `В базе ${database} уже работает другой стенд: вдвоём они считали бы чужие запросы.`,
    remedy: "Остановите его или возьмите отдельную базу (CREATE DATABASE …).",
  }),
  "server-too-old": ({ server, version }) => ({
    what: `${serverNames[server]} ${version} для занятия слишком старый.`,
    remedy: { postgres: "Нужен PostgreSQL 14 или новее.", redis: "Нужен Redis 6.2 или новее." }[server],
  }),
  "read-only": (found) => {
    if ("standby" in found) {
      return {
        what: "Этот PostgreSQL — реплика: из него можно только читать.",
        remedy: "Укажите URL основного сервера.",
      };
    }
    if ("replica" in found) {
      return {
        what: `Redis (${found.replica}) — реплика: из него можно только читать.`,
        remedy: "Укажите URL ведущего сервера.",
      };
    }
    const { database, role } = found;
    return {
      what: `В базе ${database} роли ${role} разрешено только чтение.`,
      remedy: `ALTER ROLE ${role} IN DATABASE ${database} SET default_transaction_read_only = off;`,
    };
  },
  "privilege-missing": (missing) => {
    const { role } = missing;
    return "database" in missing
      ? {
          what: `Роль ${role} не может создать схему surge_lab: нет права CREATE на базу ${missing.database}.`,
          remedy: `Его может дать владелец: GRANT CREATE ON DATABASE ${missing.database} TO ${role};  либо создать схему: CREATE SCHEMA surge_lab AUTHORIZATION ${role};`,
        }
      : {
          what: `Схема surge_lab принадлежит роли ${missing.owner}, и у роли ${role} в ней не хватает прав.`,
          remedy: `Их может дать ${missing.owner}: ${missing.grant}`,
        };
  },
  "schema-foreign": ({ database, owner }) => ({
    what: `В базе ${database} есть схема surge_lab, которую создал не Surge Lab (владелец ${owner}). Лаборатория её не трогает.`,
    remedy: "Возьмите другую базу или попросите переименовать эту схему.",
  }),
  "schema-differs": ({ table, columns }) => ({
    what: `В таблице surge_lab.${table} нет ${columns.join(", ")}: она от другой версии занятия или изменена.`,
    remedy:
      "Удалите созданное там занятием (Surge Lab: Удалить следы занятия с серверов…, или --drop) и запустите снова.",
  }),
  "schema-in-use": ({ database, detail }) => ({
    what: `Схема surge_lab в базе ${database} остаётся: в ней есть или от неё зависит то, что создало не занятие. ${detail}`.trim(),
    remedy: "Сначала удалите это, потом повторите.",
  }),
  pooler: ({ name }) => ({
    what: `По адресу ${name} отвечает пулер (например, PgBouncer в режиме транзакций): соединения там не те, что измеряет занятие.`,
    remedy: "Укажите адрес самого PostgreSQL.",
  }),
  "server-unreachable": ({ cluster, broker }) => ({
    what: `Kafka (${cluster}) направляет клиентов на ${broker}, а там никто не отвечает.`,
    remedy:
      "Нужно, чтобы в advertised.listeners были адреса, доступные с этого компьютера; если брокер остановлен, дождитесь его.",
  }),
};
