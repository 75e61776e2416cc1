import type { en, sentence as enSentence } from "./refusals.en.ts";

export const ru: typeof en = {
  postgres: {
    "no-tls": {
      what: "он не поддерживает TLS",
      remedy: "Если сеть до него ваша собственная, укажите ?sslmode=disable.",
    },
    "tls-wanted": {
      what: "он не принимает соединения без TLS",
      remedy: "Добавьте к URL ?sslmode=verify-full.",
    },
    "wrong-password": {
      what: "он не впускает этого пользователя",
      remedy: "Исправьте имя и пароль в URL либо попросите добавить вас в pg_hba.conf.",
    },
    "no-database": {
      what: "такой базы в нём нет",
      remedy: "Создайте её (CREATE DATABASE) или укажите в URL другую.",
    },
    "privilege-missing": {
      what: "не хватает прав",
      remedy: "Попросите владельца дать названное право (GRANT).",
    },
    "server-full": {
      what: "все его соединения заняты",
      remedy: "Освободите часть или поднимите max_connections либо CONNECTION LIMIT роли.",
    },
    pooler: {
      what: "там отвечает пулер (PgBouncer), а не сам PostgreSQL",
      remedy: "Укажите адрес самого PostgreSQL.",
    },
    "read-only": { what: "из него можно только читать", remedy: "Укажите URL основного сервера." },
    "lock-held": {
      what: "кто-то удерживает блокировку таблиц занятия",
      remedy: "Посмотрите в pg_stat_activity, кто это, и повторите.",
    },
  },
  redis: {
    "no-cluster": { what: "это не кластер", remedy: "Напишите redis:// вместо redis+cluster://." },
    "wrong-password": {
      what: "без верного пароля он не впускает",
      remedy: "Укажите его в URL: redis://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ/0 (имя можно опустить).",
    },
    "privilege-missing": {
      what: "его ACL этого не разрешает",
      remedy:
        "Попросите администратора выполнить: ACL SETUSER вы ~surge:* +@all -@dangerous +info +keys +cluster",
    },
    "read-only": {
      what: "это реплика, доступная только для чтения",
      remedy: "Укажите URL ведущего сервера.",
    },
    "server-full": {
      what: "сейчас он не принимает записи",
      remedy: "Устраните указанную причину и повторите.",
    },
  },
  kafka: {
    "tls-wanted": {
      what: "он не принимает соединения без TLS",
      remedy: "Напишите kafkas:// вместо kafka://.",
    },
    "no-tls": {
      what: "он не поддерживает TLS",
      remedy: "Если сеть до него ваша собственная, напишите kafka:// вместо kafkas://.",
    },
    "connection-closed": {
      what: "вместо ответа он закрывает соединение — так бывает, когда нужны имя и пароль",
      remedy:
        "Укажите их в URL: kafkas://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ. Если они не нужны, смотрите его журнал.",
    },
    "wrong-password": {
      what: "он не впускает этого пользователя",
      remedy:
        "Исправьте имя и пароль в URL. Занятие умеет только SASL/PLAIN: ни SCRAM, ни OAUTHBEARER, ни GSSAPI.",
    },
    "privilege-missing": {
      what: "он не разрешает того, что занятие делает со своим топиком",
      remedy:
        "Попросите администратора выполнить: kafka-acls.sh --add --allow-principal User:NAME --operation All --topic surge- --resource-pattern-type prefixed",
    },
  },
  any: {
    "tls-untrusted": {
      what: "его сертификату нет доверия",
      remedy:
        "Укажите файл подписавшего его центра: ?sslmode=verify-full&sslrootcert=/путь/ca.pem (verify-ca — имя в сертификате не проверяется).",
    },
    "tls-file": {
      what: "файл сертификата из URL не читается",
      remedy: "Исправьте путь в sslrootcert.",
    },
    "server-unreachable": {
      what: "он не отвечает",
      remedy: "Проверьте, что он запущен, что адрес и порт верны и что брандмауэр пропускает.",
    },
    "server-refused": { what: "", remedy: "Устраните причину или укажите другой сервер." },
  },
};

export const sentence: typeof enSentence = (server, name, trouble, said) =>
  `${server} (${name}): ${trouble === "" ? said : `${trouble} (${said})`}.`;
