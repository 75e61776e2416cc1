import type { Localized } from "../../../common/language.ts";
import type { ServiceName } from "../../stack.ts";

export const serverNames = { postgres: "PostgreSQL", redis: "Redis", kafka: "Kafka" } as const;
export type Server = keyof typeof serverNames;

/** The kinds of mistakes in a URL. */
export type UrlProblem = keyof typeof urlProblems;

const urlProblems = {
  "postgres-form": () => "it is not postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
  "postgres-parts": () => "it names no user or no database",
  "postgres-parameter": (name: string, known: string) => `the parameter “${name}” is not one of ${known}`,
  sslmode: (_: string, known: string) => `sslmode is one of ${known}`,
  "redis-form": () =>
    "it is not redis://USER:PASSWORD@HOST:PORT/0, rediss://… or redis+cluster://HOST:PORT,HOST:PORT",
  "kafka-form": () => "it is not kafka://HOST:PORT,HOST:PORT or kafkas://USER:PASSWORD@HOST:PORT",
  "kafka-tls-parameters": () => "sslmode and sslrootcert go with kafkas://",
  "kafka-credentials": () => "it names only a user or only a password",
  "kafka-password-tls": () => "the lab sends a password (SASL/PLAIN) only over TLS: kafkas://",
  parameter: (name: string) => `the parameter “${name}” is neither sslmode nor sslrootcert`,
};

/** A request that the lab refuses for servers that it has not started. */
type Wish =
  | { readonly service: ServiceName }
  | { readonly durability: true }
  | { readonly maxConnections: true };

export const en = {
  "server-url": (
    url:
      | { readonly missing: Server }
      | {
          readonly server: Server;
          readonly problem: UrlProblem;
          readonly name?: string;
          readonly known?: readonly string[];
        }
      | { readonly topic: string },
  ) => {
    if ("missing" in url) {
      return {
        what: `The engine “attach” does not know where ${serverNames[url.missing]} is.`,
        remedy: `In VS Code run Surge Lab: Attach to Servers…; in the terminal set SURGE_LAB_${url.missing.toUpperCase()}_URL.`,
      };
    }
    if ("topic" in url) {
      return {
        what: `The lab made the topic ${url.topic} in Kafka, too, and does not know where that is. Nothing was removed.`,
        remedy:
          "Give its URL (SURGE_LAB_KAFKA_URL; in VS Code Surge Lab: Attach to Servers…). If that Kafka no longer exists: DELETE FROM surge_lab.kafka_offsets; then try again.",
      };
    }
    const { server, problem, name = "", known = [] } = url;
    return {
      what: `The URL of ${serverNames[server]} cannot be used: ${urlProblems[problem](name, known.join(", "))}.`,
      remedy: "Letters such as @ : / ? in a password are written as %40 %3A %2F %3F.",
    };
  },
  /** `hint`: how one agrees. */
  "not-confirmed": ({ hint }: { hint: Localized }) => ({
    what: "Nothing was written to the servers: you have not agreed to it.",
    remedy: hint.en,
  }),
  "not-our-server": (wish: Wish) => {
    if ("maxConnections" in wish) {
      return {
        what: "The lab is attached to a PostgreSQL that it has not started, so it does not set `max_connections` there.",
        remedy: "Leave out `maxConnections`, or run this step on the engine `embedded` or `compose`.",
      };
    }
    const names: Partial<Record<ServiceName, string>> = serverNames;
    const what =
      "durability" in wish
        ? "change how Redis keeps its data there"
        : `kill, freeze or start ${names[wish.service] ?? wish.service} there`;
    return {
      what: `The lab is attached to servers that it has not started, so it does not ${what}.`,
      remedy: "Run this step on the engine `embedded` or `compose`. The app can be killed here, too.",
    };
  },
  "not-attached": ({ app, part }: { app?: string; part?: string }) => ({
    what: `The engine “attach” cannot run ${app === undefined ? part : `the app “${app}”`}.`,
    remedy: "Start without it, or choose the engine `embedded` or `compose`.",
  }),
  "database-in-use": ({ database }: { database: string }) => ({
    what: `Another lab is at work in the database ${database}: two would count each other's hits.`,
    remedy: "Stop the other one, or use a database of your own (CREATE DATABASE …).",
  }),
  "server-too-old": ({ server, version }: { server: "postgres" | "redis"; version: string }) => ({
    what: `${serverNames[server]} ${version} is too old for the lab.`,
    remedy: { postgres: "Use PostgreSQL 14 or newer.", redis: "Use Redis 6.2 or newer." }[server],
  }),
  "read-only": (
    found:
      | { readonly standby: true }
      | { readonly database: string; readonly role: string }
      | { readonly replica: string },
  ) => {
    if ("standby" in found) {
      return {
        what: "This PostgreSQL is a standby: it can only be read.",
        remedy: "Give the URL of the primary.",
      };
    }
    if ("replica" in found) {
      return {
        what: `Redis at ${found.replica} is a replica: it can only be read.`,
        remedy: "Give the URL of the master.",
      };
    }
    const { database, role } = found;
    return {
      what: `In the database ${database} the role ${role} may only read.`,
      remedy: `ALTER ROLE ${role} IN DATABASE ${database} SET default_transaction_read_only = off;`,
    };
  },
  "privilege-missing": (
    missing:
      | { readonly role: string; readonly database: string }
      | { readonly role: string; readonly owner: string; readonly grant: string },
  ) => {
    const { role } = missing;
    return "database" in missing
      ? {
          what: `The role ${role} may not make the schema surge_lab: it lacks CREATE on the database ${missing.database}.`,
          remedy: `Its owner can give it: GRANT CREATE ON DATABASE ${missing.database} TO ${role};  or make the schema: CREATE SCHEMA surge_lab AUTHORIZATION ${role};`,
        }
      : {
          what: `The schema surge_lab belongs to ${missing.owner}, and the role ${role} may not do everything in it that the lab does.`,
          remedy: `${missing.owner} can give them: ${missing.grant}`,
        };
  },
  "schema-foreign": ({ database, owner }: { database: string; owner: string }) => ({
    what: `The database ${database} has a schema surge_lab that Surge Lab did not make (it belongs to ${owner}). The lab leaves it alone.`,
    remedy: "Use another database, or have that schema renamed.",
  }),
  "schema-differs": ({ table, columns }: { table: string; columns: readonly string[] }) => ({
    what: `The table surge_lab.${table} lacks ${columns.join(", ")}: it comes from another version of the lab, or was changed.`,
    remedy:
      "Remove what the lab made there (Surge Lab: Remove the Lab from the Servers…, or --drop), then start again.",
  }),
  "schema-in-use": ({ database, detail }: { database: string; detail: string }) => ({
    what: `The schema surge_lab of ${database} stays: something that the lab did not make is in it or depends on it. ${detail}`.trim(),
    remedy: "Remove that first, then try again.",
  }),
  pooler: ({ name }: { name: string }) => ({
    what: `At ${name} a pooler answers (such as PgBouncer in transaction mode): connections there are not what the lab measures.`,
    remedy: "Give the address of PostgreSQL itself.",
  }),
  /** The cluster answers, but one of the addresses that it gives its clients does not. */
  "server-unreachable": ({ cluster, broker }: { cluster: string; broker: string }) => ({
    what: `Kafka at ${cluster} sends its clients to ${broker}, and nothing answers there.`,
    remedy:
      "Have its advertised.listeners name addresses that this machine can reach, or wait until that broker is back.",
  }),
};
