import { explain, LabError } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";
import type { ServiceName } from "../stack.ts";

const names = { postgres: "PostgreSQL", redis: "Redis", kafka: "Kafka" } as const;
type Server = keyof typeof names;

export const urlMissing = (server: Server) =>
  new LabError(
    "server-url",
    {
      en: `The engine “attach” does not know where ${names[server]} is.`,
      ru: `Движок «attach» не знает, где находится ${names[server]}.`,
    },
    {
      en: `In VS Code run Surge Lab: Attach to Servers…; in the terminal set SURGE_LAB_${server.toUpperCase()}_URL.`,
      ru: `В VS Code выполните команду Surge Lab: Подключиться к серверам…; в терминале задайте SURGE_LAB_${server.toUpperCase()}_URL.`,
    },
  );

/** The URL itself is not told: there may be a password in it. */
export const urlUnreadable = (server: Server, why: Localized) =>
  new LabError(
    "server-url",
    {
      en: `The URL of ${names[server]} cannot be used: ${why.en}.`,
      ru: `URL для ${names[server]} не подходит: ${why.ru}.`,
    },
    {
      en: "Letters such as @ : / ? in a password are written as %40 %3A %2F %3F.",
      ru: "Знаки @ : / ? в пароле записываются как %40 %3A %2F %3F.",
    },
  );

export const notConfirmed = (hint: Localized) =>
  new LabError(
    "not-confirmed",
    {
      en: "Nothing was written to the servers: nobody has agreed to it.",
      ru: "На серверах ничего не изменено: согласия на это нет.",
    },
    hint,
  );

/** A server that the lab has not started is not killed, frozen or started by it. */
export const theirServer = (service: ServiceName) => {
  const { [service]: server = service }: Partial<Record<ServiceName, string>> = names;
  return notOurs({
    en: `kill, freeze or start ${server} there`,
    ru: `не убивает, не замораживает и не запускает там ${server}`,
  });
};

/** Nor is anything else done to it. */
export const notOurs = (what: Localized) =>
  new LabError(
    "not-our-server",
    {
      en: `The lab is attached to servers that it has not started, so it does not ${what.en}.`,
      ru: `Серверы запускало не занятие, поэтому оно ${what.ru}.`,
    },
    {
      en: "Run this step on the engine `embedded` or `compose`. The app can be killed here, too.",
      ru: "Выполните этот шаг на движке `embedded` или `compose`. Приложение можно убить и здесь.",
    },
  );

export const cannotRunHere = (what: string) =>
  new LabError(
    "not-attached",
    { en: `The engine “attach” cannot run ${what}.`, ru: `Движок «attach» не умеет запускать ${what}.` },
    {
      en: "Start without it, or choose the engine `embedded` or `compose`.",
      ru: "Запустите стенд без этого или выберите движок `embedded` либо `compose`.",
    },
  );

export const labIsBusy = (database: string) =>
  new LabError(
    "database-in-use",
    {
      en: `Another lab is at work in the database ${database}: two would count each other's hits.`,
      ru: `В базе ${database} уже работает другой стенд: вдвоём они считали бы чужие запросы.`,
    },
    {
      en: "Stop the other one, or use a database of your own (CREATE DATABASE …).",
      ru: "Остановите его или возьмите отдельную базу (CREATE DATABASE …).",
    },
  );

// PostgreSQL

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

export interface Known {
  readonly code: string;
  readonly sign: (code: string, message: string) => boolean;
  readonly what: Localized;
  readonly remedy: Localized;
}

export const is =
  (...codes: string[]) =>
  (code: string) =>
    codes.includes(code);

const untrusted: Known = {
  code: "tls-untrusted",
  sign: (code, message) =>
    /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_|ERR_TLS_CERT)/.test(code) ||
    /self.signed certificate|certificate has expired/i.test(message),
  what: { en: "its certificate is not trusted", ru: "его сертификату нет доверия" },
  remedy: {
    en: "Name the file of the authority that signed it: ?sslmode=verify-full&sslrootcert=/path/ca.pem (verify-ca: whatever the name in it).",
    ru: "Укажите файл подписавшего его центра: ?sslmode=verify-full&sslrootcert=/путь/ca.pem (verify-ca — имя в сертификате не проверяется).",
  },
};

const fileMissing: Known = {
  code: "tls-file",
  sign: (code, message) => is("ENOENT", "EACCES", "EISDIR")(code) && /open|read/.test(message),
  what: { en: "the certificate file of the URL cannot be read", ru: "файл сертификата из URL не читается" },
  remedy: { en: "Correct its path in sslrootcert.", ru: "Исправьте путь в sslrootcert." },
};

const unreachable: Known = {
  code: "server-unreachable",
  sign: (code, message) =>
    is(
      "ECONNREFUSED",
      "ENOTFOUND",
      "EAI_AGAIN",
      "ETIMEDOUT",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ECONNRESET",
      "EPIPE",
    )(code) || /timeout|timed out|terminated unexpectedly|Connection is closed/i.test(message),
  what: { en: "it does not answer", ru: "он не отвечает" },
  remedy: {
    en: "See that it runs, that host and port are right, and that a firewall lets you through.",
    ru: "Проверьте, что он запущен, что адрес и порт верны и что брандмауэр пропускает.",
  },
};

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

const ofRedis: readonly Known[] = [
  {
    code: "no-cluster",
    sign: (_, message) => message.includes("cluster support disabled"),
    what: { en: "it is not a cluster", ru: "это не кластер" },
    remedy: {
      en: "Write redis:// instead of redis+cluster://.",
      ru: "Напишите redis:// вместо redis+cluster://.",
    },
  },
  {
    code: "wrong-password",
    sign: is("NOAUTH", "WRONGPASS"),
    what: {
      en: "it does not let you in without the right password",
      ru: "без верного пароля он не впускает",
    },
    remedy: {
      en: "Write it into the URL: redis://USER:PASSWORD@HOST:PORT/0 (the user may stay empty).",
      ru: "Укажите его в URL: redis://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ/0 (имя можно опустить).",
    },
  },
  {
    code: "privilege-missing",
    sign: is("NOPERM"),
    what: { en: "its ACL does not allow this", ru: "его ACL этого не разрешает" },
    remedy: {
      en: "Have an administrator run: ACL SETUSER you ~surge:* +@all -@dangerous +info +keys +cluster",
      ru: "Попросите администратора выполнить: ACL SETUSER вы ~surge:* +@all -@dangerous +info +keys +cluster",
    },
  },
  {
    code: "read-only",
    sign: is("READONLY"),
    what: { en: "it is a replica that can only be read", ru: "это реплика, доступная только для чтения" },
    remedy: { en: "Give the URL of the master.", ru: "Укажите URL ведущего сервера." },
  },
  {
    code: "server-full",
    sign: is("OOM", "MISCONF", "CLUSTERDOWN"),
    what: { en: "it takes no writes now", ru: "сейчас он не принимает записи" },
    remedy: {
      en: "Fix what it complains about, then try again.",
      ru: "Устраните указанную причину и повторите.",
    },
  },
];

export const postgresRefused = (error: unknown, name: string) => refused("postgres", ofPostgres, error, name);

export const redisRefused = (error: unknown, name: string) => refused("redis", ofRedis, error, name);

export function refused(server: Server, own: readonly Known[], error: unknown, name: string): LabError {
  if (error instanceof LabError) return error;
  const message = messageOf(error);
  const [firstWord = ""] = message.split(" ", 1);
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : firstWord;
  const known = [...own, untrusted, fileMissing, unreachable].find(({ sign }) => sign(code, message));
  const said = message.replace(/\.+$/, "");
  return new LabError(
    known?.code ?? "server-refused",
    {
      en: `${names[server]} at ${name}: ${known ? `${known.what.en} (${said})` : said}.`,
      ru: `${names[server]} (${name}): ${known ? `${known.what.ru} (${said})` : said}.`,
    },
    known?.remedy ?? {
      en: "Correct that, or give another server.",
      ru: "Устраните причину или укажите другой сервер.",
    },
    { cause: error },
  );
}

/** Where a name has several addresses, Node gathers their errors in one without a message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return explain(error, "en");
}

// Redis

export const redisTooOld = (version: string) =>
  new LabError(
    "server-too-old",
    { en: `Redis ${version} is too old for the lab.`, ru: `Redis ${version} для занятия слишком старый.` },
    { en: "Use Redis 6.2 or newer.", ru: "Нужен Redis 6.2 или новее." },
  );

export const redisReadOnly = (name: string) =>
  new LabError(
    "read-only",
    {
      en: `Redis at ${name} is a replica: it can only be read.`,
      ru: `Redis (${name}) — реплика: из него можно только читать.`,
    },
    { en: "Give the URL of the master.", ru: "Укажите URL ведущего сервера." },
  );
