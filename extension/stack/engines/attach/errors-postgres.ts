import { LabError } from "../../../common/lab-error.ts";
import { is, type Known, refused } from "./refused.ts";

const ofPostgres: readonly Known[] = [
  {
    code: "no-tls",
    sign: (_, message) => message.includes("does not support SSL"),
    what: { en: "it does not support TLS", ru: "он не поддерживает TLS" },
    remedy: {
      en: "If the network between is your own, say so: ?sslmode=disable.",
      ru: "Если сеть до него ваша собственная, укажите ?sslmode=disable.",
    },
  },
  {
    code: "tls-wanted",
    sign: (code, message) => code === "28000" && /no encryption|SSL off/i.test(message),
    what: { en: "it refuses connections without TLS", ru: "он не принимает соединения без TLS" },
    remedy: { en: "Add ?sslmode=verify-full to the URL.", ru: "Добавьте к URL ?sslmode=verify-full." },
  },
  {
    code: "wrong-password",
    sign: is("28P01", "28000"),
    what: { en: "it does not let this user in", ru: "он не впускает этого пользователя" },
    remedy: {
      en: "Correct user and password in the URL, or have pg_hba.conf admit you.",
      ru: "Исправьте имя и пароль в URL либо попросите добавить вас в pg_hba.conf.",
    },
  },
  {
    code: "no-database",
    sign: is("3D000"),
    what: { en: "it has no such database", ru: "такой базы в нём нет" },
    remedy: {
      en: "Create it (CREATE DATABASE), or name another one in the URL.",
      ru: "Создайте её (CREATE DATABASE) или укажите в URL другую.",
    },
  },
  {
    code: "privilege-missing",
    sign: is("42501"),
    what: { en: "a privilege is missing", ru: "не хватает прав" },
    remedy: {
      en: "Have its owner GRANT what is named.",
      ru: "Попросите владельца дать названное право (GRANT).",
    },
  },
  {
    code: "server-full",
    sign: is("53300"),
    what: { en: "all its connections are taken", ru: "все его соединения заняты" },
    remedy: {
      en: "Close some, or raise max_connections or the CONNECTION LIMIT of the role.",
      ru: "Освободите часть или поднимите max_connections либо CONNECTION LIMIT роли.",
    },
  },
  {
    code: "pooler",
    sign: (_, message) => /unsupported startup parameter/i.test(message),
    what: {
      en: "a pooler answers there (PgBouncer), not PostgreSQL itself",
      ru: "там отвечает пулер (PgBouncer), а не сам PostgreSQL",
    },
    remedy: { en: "Give the address of PostgreSQL itself.", ru: "Укажите адрес самого PostgreSQL." },
  },
  {
    code: "read-only",
    sign: is("25006"),
    what: { en: "it can only be read", ru: "из него можно только читать" },
    remedy: { en: "Give the URL of the primary.", ru: "Укажите URL основного сервера." },
  },
  {
    code: "lock-held",
    sign: is("55P03", "57014"),
    what: {
      en: "somebody holds a lock on the lab's tables",
      ru: "кто-то удерживает блокировку таблиц занятия",
    },
    remedy: {
      en: "See pg_stat_activity for whom, then try again.",
      ru: "Посмотрите в pg_stat_activity, кто это, и повторите.",
    },
  },
];

export const postgresRefused = (error: unknown, name: string) => refused("postgres", ofPostgres, error, name);

export const postgresTooOld = (version: string) =>
  new LabError(
    "server-too-old",
    {
      en: `PostgreSQL ${version} is too old for the lab.`,
      ru: `PostgreSQL ${version} для занятия слишком старый.`,
    },
    { en: "Use PostgreSQL 14 or newer.", ru: "Нужен PostgreSQL 14 или новее." },
  );

export const databaseReadOnly = (database: string, role: string, standby: boolean) =>
  new LabError(
    "read-only",
    standby
      ? {
          en: "This PostgreSQL is a standby: it can only be read.",
          ru: "Этот PostgreSQL — реплика: из него можно только читать.",
        }
      : {
          en: `In the database ${database} the role ${role} may only read.`,
          ru: `В базе ${database} роли ${role} разрешено только чтение.`,
        },
    standby
      ? { en: "Give the URL of the primary.", ru: "Укажите URL основного сервера." }
      : {
          en: `ALTER ROLE ${role} IN DATABASE ${database} SET default_transaction_read_only = off;`,
          ru: `ALTER ROLE ${role} IN DATABASE ${database} SET default_transaction_read_only = off;`,
        },
  );

export const cannotCreateSchema = (database: string, role: string) =>
  new LabError(
    "privilege-missing",
    {
      en: `The role ${role} may not make the schema surge_lab: it lacks CREATE on the database ${database}.`,
      ru: `Роль ${role} не может создать схему surge_lab: нет права CREATE на базу ${database}.`,
    },
    {
      en: `Its owner can give it: GRANT CREATE ON DATABASE ${database} TO ${role};  or make the schema: CREATE SCHEMA surge_lab AUTHORIZATION ${role};`,
      ru: `Его может дать владелец: GRANT CREATE ON DATABASE ${database} TO ${role};  либо создать схему: CREATE SCHEMA surge_lab AUTHORIZATION ${role};`,
    },
  );

export const tableRightsMissing = (owner: string, role: string, mustCreate: boolean) => {
  const grant = `GRANT USAGE${mustCreate ? ", CREATE" : ""} ON SCHEMA surge_lab TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA surge_lab TO ${role};`;
  return new LabError(
    "privilege-missing",
    {
      en: `The schema surge_lab belongs to ${owner}, and the role ${role} may not do everything in it that the lab does.`,
      ru: `Схема surge_lab принадлежит роли ${owner}, и у роли ${role} в ней не хватает прав.`,
    },
    { en: `${owner} can give them: ${grant}`, ru: `Их может дать ${owner}: ${grant}` },
  );
};

export const schemaForeign = (database: string, owner: string) =>
  new LabError(
    "schema-foreign",
    {
      en: `The database ${database} has a schema surge_lab that Surge Lab did not make (it belongs to ${owner}). The lab leaves it alone.`,
      ru: `В базе ${database} есть схема surge_lab, которую создал не Surge Lab (владелец ${owner}). Лаборатория её не трогает.`,
    },
    {
      en: "Use another database, or have that schema renamed.",
      ru: "Возьмите другую базу или попросите переименовать эту схему.",
    },
  );

export const schemaLacks = (table: string, columns: readonly string[]) =>
  new LabError(
    "schema-differs",
    {
      en: `The table surge_lab.${table} lacks ${columns.join(", ")}: it comes from another version of the lab, or was changed.`,
      ru: `В таблице surge_lab.${table} нет ${columns.join(", ")}: она от другой версии занятия или изменена.`,
    },
    {
      en: "Remove what the lab made there (Surge Lab: Remove the Lab from the Servers…, or --drop), then start again.",
      ru: "Удалите созданное там занятием (Surge Lab: Удалить следы занятия с серверов…, или --drop) и запустите снова.",
    },
  );

export const schemaInUse = (database: string, detail: string) =>
  new LabError(
    "schema-in-use",
    {
      en: `The schema surge_lab of ${database} stays: something that the lab did not make is in it or depends on it. ${detail}`.trim(),
      ru: `Схема surge_lab в базе ${database} остаётся: в ней есть или от неё зависит то, что создало не занятие. ${detail}`.trim(),
    },
    { en: "Remove that first, then try again.", ru: "Сначала удалите это, потом повторите." },
  );

export const pooled = (name: string) =>
  new LabError(
    "pooler",
    {
      en: `At ${name} a pooler answers (such as PgBouncer in transaction mode): connections there are not what the lab measures.`,
      ru: `По адресу ${name} отвечает пулер (например, PgBouncer в режиме транзакций): соединения там не те, что измеряет занятие.`,
    },
    { en: "Give the address of PostgreSQL itself.", ru: "Укажите адрес самого PostgreSQL." },
  );
