import { explain, LabError } from "../../../common/lab-error.ts";
import type { Localized } from "../../../common/language.ts";

export const serverNames = { postgres: "PostgreSQL", redis: "Redis", kafka: "Kafka" } as const;
export type Server = keyof typeof serverNames;

/** A refusal that the lab knows by its code or its words. */
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
      en: `${serverNames[server]} at ${name}: ${known ? `${known.what.en} (${said})` : said}.`,
      ru: `${serverNames[server]} (${name}): ${known ? `${known.what.ru} (${said})` : said}.`,
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
