import { type Localized, languages } from "../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const words = { en, ru };

/** Why a hit was refused or got no answer. */
interface FailureCode {
  /** The name that PostgreSQL gives the code. */
  readonly name?: string;
  readonly about: Localized;
  /** True where the client cannot know whether the hit was counted: an unknown outcome, not a refusal. */
  readonly inDoubt?: boolean;
}

type KnownCode = keyof typeof en.codes;

const names: Readonly<Partial<Record<KnownCode, string>>> = {
  "53300": "too_many_connections",
  "53200": "out_of_memory",
  "53100": "disk_full",
  "57014": "query_canceled",
  "57P01": "admin_shutdown",
  "57P02": "crash_shutdown",
  "57P03": "cannot_connect_now",
  "08006": "connection_failure",
  "08001": "sqlclient_unable_to_establish_sqlconnection",
  "40001": "serialization_failure",
  "40P01": "deadlock_detected",
  "55P03": "lock_not_available",
  "42P01": "undefined_table",
};

const inDoubt: ReadonlySet<KnownCode> = new Set([
  "57P01",
  "57P02",
  "08006",
  "query-timeout",
  "connection-lost",
  "redis-timeout",
  "redis-reply-lost",
  "rabbitmq-timeout",
  "rabbitmq-connection-lost",
  "rabbitmq-nack",
  "kafka-connection-lost",
  "kafka-timeout",
  "bug",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "timeout",
  "no-answer",
  "status-only",
  "cancelled",
]);

/** Never without an answer: unknown codes get the sentence of their family. */
export function failureCode(code: string): FailureCode {
  if (!isKnown(code)) return familyOf(code);
  const name = names[code];
  return {
    ...(name !== undefined && { name }),
    about: inEach(({ codes }) => codes[code]),
    ...(inDoubt.has(code) && { inDoubt: true }),
  };
}

function isKnown(code: string): code is KnownCode {
  return Object.hasOwn(en.codes, code);
}

/** `53300 too_many_connections`, or the bare code where it has no name. */
export function failureTitle(code: string): string {
  const { name } = failureCode(code);
  return name ? `${code} ${name}` : code;
}

function familyOf(code: string): FailureCode {
  if (code.startsWith("HPE_")) return { about: inEach(({ families }) => families.notHttp), inDoubt: true };
  return { about: inEach((texts) => sentenceOf(code, texts)) };
}

function sentenceOf(code: string, { families, sqlstates }: typeof en): string {
  if (/^http-4\d\d$/.test(code)) return families.clientError;
  if (/^http-5\d\d$/.test(code)) return families.serverError;
  if (/^[A-Z]+(_[A-Z]+)+$/.test(code)) return families.kafka;
  const byClass: Readonly<Record<string, string>> = sqlstates;
  const sentence = /^[0-9A-Z]{5}$/.test(code) ? byClass[code.slice(0, 2)] : undefined;
  return sentence ?? families.unfamiliar;
}

function inEach(sentence: (texts: typeof en) => string): Localized {
  // `languages` are the keys of `Localized`, all of them.
  return Object.fromEntries(languages.map((language) => [language, sentence(words[language])])) as Localized;
}
