import { plain } from "../../../../lab-stack/app/kafka-client.ts";
import { defineErrors, type ErrorText, explain, LabError } from "../../../common/lab-error.ts";
import type { Language } from "../../../common/language.ts";
import { type Server, serverNames } from "./errors.en.ts";
import * as english from "./refusals.en.ts";
import * as russian from "./refusals.ru.ts";

type Words = typeof english.en;

/** Recognizes a refusal by the code or the words of the error. */
type Sign = (code: string, message: string) => boolean;

const is =
  (...codes: string[]): Sign =>
  (code) =>
    codes.includes(code);

/** How to recognize each refusal that has words; the first sign that fits counts. */
const signs: { readonly [Name in keyof Words]: Readonly<Record<keyof Words[Name], Sign>> } = {
  postgres: {
    "no-tls": (_, message) => message.includes("does not support SSL"),
    "tls-wanted": (code, message) => code === "28000" && /no encryption|SSL off/i.test(message),
    "wrong-password": is("28P01", "28000"),
    "no-database": is("3D000"),
    "privilege-missing": is("42501"),
    "server-full": is("53300"),
    pooler: (_, message) => /unsupported startup parameter/i.test(message),
    "read-only": is("25006"),
    "lock-held": is("55P03", "57014"),
  },
  redis: {
    "no-cluster": (_, message) => message.includes("cluster support disabled"),
    "wrong-password": is("NOAUTH", "WRONGPASS"),
    "privilege-missing": is("NOPERM"),
    "read-only": is("READONLY"),
    "server-full": is("OOM", "MISCONF", "CLUSTERDOWN"),
  },
  kafka: {
    "tls-wanted": (_, message) => message.includes("requires TLS"),
    "no-tls": (_, message) => /before secure TLS connection|TLS handshake failed/.test(message),
    "connection-closed": is("kafka-connection-lost"),
    "wrong-password": (code, message) =>
      code === "SASL_AUTHENTICATION_FAILED" || /SASL authentication/i.test(message),
    "privilege-missing": (code) => code.endsWith("_AUTHORIZATION_FAILED"),
  },
  any: {
    "tls-untrusted": (code, message) =>
      /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_|ERR_TLS_CERT)/.test(code) ||
      /self.signed certificate|certificate has expired/i.test(message),
    "tls-file": (code, message) => /^(ENOENT|EACCES|EISDIR)$/.test(code) && /open|read/.test(message),
    "server-unreachable": (code, message) =>
      /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE)$/.test(code) ||
      /timeout|timed out|no answer in time|terminated unexpectedly|Connection is closed/i.test(message),
    "server-refused": () => true,
  },
};

/** A server's refusal as an error that says what would help. @param name the server's address, without password */
export function refusedBy(server: Server, name: string, error: unknown): LabError {
  if (error instanceof LabError) return error;
  const cause = server === "kafka" ? plain(error) : error;
  const message = explain(cause, "en");
  const [firstWord = ""] = message.split(" ", 1);
  const code =
    cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : firstWord;
  const [group, known] = recognized(server, code, message);
  const worded = (language: Language, { sentence }: Pick<typeof english, "sentence">, words: Words) => {
    const said = explain(cause, language).replace(/\.+$/, "");
    const texts: Readonly<Record<string, ErrorText>> = words[group];
    const { what = "", remedy = "" } = texts[known] ?? {};
    return { [known]: { what: sentence(serverNames[server], name, what, said), remedy } };
  };
  const refusal = defineErrors({
    en: worded("en", english, english.en),
    ru: worded("ru", russian, russian.ru),
  });
  return refusal(known, undefined, { cause });
}

/** The kind of refusal: where its words stand, and its code. */
function recognized(server: Server, code: string, message: string): [keyof Words, string] {
  for (const group of [server, "any"] as const) {
    const found = Object.entries(signs[group]).find(([, sign]) => sign(code, message));
    if (found) return [group, found[0]];
  }
  return ["any", "server-refused"];
}
