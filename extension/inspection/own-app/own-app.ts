import type pg from "pg";
import * as z from "zod";
import { inEachLanguage } from "../../common/language.ts";
import { close, connectToPostgres, isFull, isRefusal } from "../../stack/connections/postgres.ts";
import { connectToRedis } from "../../stack/connections/redis.ts";
import { stackGone } from "../../stack/errors.ts";
import { type Figure, type OwnApp, ownStrategy, type Route, routeOf } from "../../stack/own-app/contract.ts";
import { inOwnDatabase, ownRole } from "../../stack/own-app/database.ts";
import { ownAppError } from "../../stack/own-app/errors.ts";
import { isOpen } from "../../stack/own-app/is-open.ts";
import type { Endpoints, ServiceName } from "../../stack/stack.ts";
import type { Strategy } from "../app-client.ts";
import { reasonOf } from "../app-request.ts";
import { inspectionError } from "../errors.ts";
import type { LocalAnswer } from "../local-http.ts";
import { callLocal } from "../local-http.ts";
import { refusalOf } from "./refusal.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** How long each look may take, and a call of `process`, milliseconds. */
const patience = { look: 10_000, process: 60_000 };
/** Of an answer as it is read. Bytes. */
const mostOfAnswer = 2 ** 20;

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly within?: number;
}

const count = z.coerce.number().int().min(0);

/** Without a search path of its own, the statement finds its tables as the app does. */
const askAsApp = `
  CREATE FUNCTION pg_temp.ask(statement text) RETURNS SETOF json LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE answer record;
    BEGIN
      RESET search_path;
      FOR answer IN EXECUTE statement LOOP
        RETURN NEXT (SELECT value FROM pg_catalog.json_each(pg_catalog.to_json(answer)) LIMIT 1);
      END LOOP;
    END
  $$;
  ALTER FUNCTION pg_temp.ask OWNER TO ${ownRole}`;

/** An app that is not ours, spoken to as its contract says. Each look has a connection of its own, as those of the lab. */
export class OwnAppClient {
  readonly contract: OwnApp;
  readonly #endpoints: Endpoints;

  constructor(contract: OwnApp, endpoints: Endpoints) {
    this.contract = contract;
    this.#endpoints = endpoints;
  }

  /** The one way to count that the lab knows of it. */
  get strategy(): Strategy {
    const { command, url = "", process, pending } = this.contract;
    return {
      name: ownStrategy,
      about: inEachLanguage((language) => ({ en, ru })[language].about(command ?? url)),
      processes: process !== undefined,
      buffers: pending !== undefined,
      storesIds: false,
    };
  }

  get hit(): Route {
    return routeOf(this.contract.hit);
  }

  /** True where the lab reads what is pending by itself, instead of taking the app's word for it. */
  get readsPending(): boolean {
    return this.contract.pending !== undefined && !("get" in this.contract.pending);
  }

  /** The key in Redis of a counter that holds what is pending. */
  get bufferKey(): string | undefined {
    const { pending } = this.contract;
    const [name, key] = pending && "redis" in pending ? commandOf(pending.redis) : [];
    return name === "GET" ? key : undefined;
  }

  answers(): Promise<boolean> {
    const { hostname, port } = new URL(this.#endpoints.app);
    return isOpen(hostname.replace(/[[\]]/g, ""), Number(port || 80));
  }

  /** The server that must be there for a look. */
  serverOf(figure: "stored" | "pending"): ServiceName {
    const source = this.contract[figure] ?? { get: "" };
    if ("sql" in source) return "postgres";
    return "redis" in source ? "redis" : "app";
  }

  /** @throws LabError `own-figure` */
  async read(figure: "stored" | "pending"): Promise<number> {
    const source = this.contract[figure];
    if (!source) return 0;
    const [name = "", ...words] = Object.values(source);
    const label = [Object.keys(source)[0], [name, ...words].join(", ")].join(": ");
    const value = await this.#valueOf(source).catch((error: unknown) => {
      throw error instanceof Error && "code" in error && error.code === "stack-gone"
        ? error
        : ownAppError("own-figure", { figure, source: label, reason: reasonOf(error) }, { cause: error });
    });
    // No row and no key: nothing has been counted yet.
    const { data, success } = count.safeParse(value ?? 0);
    if (success && typeof value !== "boolean" && value !== "") return data;
    const reason = `${JSON.stringify(value)?.slice(0, 200)} is no whole number`;
    throw ownAppError("own-figure", { figure, source: label, reason });
  }

  async #valueOf(source: Figure): Promise<unknown> {
    if ("sql" in source) return (await this.firstColumn(source.sql))[0];
    if ("redis" in source) return this.#inRedis((redis) => redis.call(...commandOf(source.redis)));
    const answer = await this.call({ method: "GET", path: source.get });
    const body: unknown = JSON.parse(answer.body);
    const value = source.key.split(".").reduce((inner: unknown, key) => Object(inner)[key], body);
    if (value === undefined) throw new Error(`its answer has no “${source.key}”`);
    return value;
  }

  /**
   * The first column that one statement gives, which may only read. The app may have taken every connection but those of
   * the superuser, so it is asked on one of them, in a function of the app's role: there PostgreSQL refuses to change
   * the role, which a statement could otherwise do. The transaction is rolled back: what it put off must not run later.
   */
  async firstColumn(sql: string): Promise<unknown[]> {
    return this.asAdmin(async (client) => {
      await client.query(`BEGIN; ${askAsApp}; SET TRANSACTION READ ONLY`);
      const { rows } = await client.query<{ value: unknown }>("SELECT pg_temp.ask($1) AS value", [sql]);
      await client.query("ROLLBACK");
      return rows.map(({ value }) => value);
    });
  }

  /** The ids of the stored hits, in the order in which the app keeps them. @throws LabError `own-figure` */
  async storedIds(): Promise<string[]> {
    const { sql = "" } = this.contract.ids ?? {};
    try {
      return (await this.firstColumn(sql)).map(String);
    } catch (error) {
      const what = { figure: "ids", source: `sql: ${sql}`, reason: reasonOf(error) };
      throw ownAppError("own-figure", what, { cause: error });
    }
  }

  /** As the superuser, in the app's database. Its owner could have names of the lab mean functions of its own. */
  async asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const url = inOwnDatabase(this.#endpoints.postgres);
    const client = await connectToPostgres(url, "inspection", patience.look);
    return client
      .query("SET search_path = pg_catalog")
      .then(() => work(client))
      .finally(() => close(client));
  }

  /** In a transaction as the app's role. From there a statement finds its way back to the role of cells at most. */
  async #asOwner(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const { postgresCells } = this.#endpoints;
    if (postgresCells === undefined) throw new RangeError("There is no role of cells.");
    const client = await connectToPostgres(postgresCells, "reset", patience.look).catch((error: unknown) => {
      throw isFull(error) ? inspectionError("no-connection-left", undefined, { cause: error }) : error;
    });
    try {
      await client.query(`BEGIN; SET LOCAL ROLE ${ownRole}`);
      await work(client);
      await client.query("COMMIT");
    } finally {
      await close(client);
    }
  }

  async #inRedis<T>(look: (redis: Awaited<ReturnType<typeof connectToRedis>>) => Promise<T>): Promise<T> {
    const redis = await connectToRedis(this.#endpoints.redis, AbortSignal.timeout(patience.look));
    return look(redis).finally(() => redis.disconnect());
  }

  /** Moves what is pending into PostgreSQL once. How much that was the app says, or what is pending before and after. */
  async process(signal: AbortSignal): Promise<number> {
    const route = routeOf(this.contract.process ?? "");
    const before = await this.read("pending");
    const { body } = await this.call(route, signal, { within: patience.process });
    const said = z.object({ processed: count }).safeParse(parsed(body));
    if (said.success) return said.data.processed;
    return Math.max(0, before - (await this.read("pending")));
  }

  /** Empties counter and buffer as the contract says. @throws LabError `own-no-reset`, `own-figure` */
  async reset(signal?: AbortSignal): Promise<void> {
    const { reset, pending } = this.contract;
    if (!reset) throw ownAppError("own-no-reset");
    const { sql, call } = reset;
    if (call !== undefined) await this.call(routeOf(call), signal);
    if (pending && "redis" in pending) {
      const [, key = ""] = commandOf(pending.redis);
      await this.#inRedis((redis) => redis.unlink(key));
    }
    if (sql === undefined) return;
    await this.#asOwner((client) => client.query(sql)).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      throw ownAppError(
        "own-figure",
        { figure: "reset", source: `sql: ${sql}`, reason: error.message },
        { cause: error },
      );
    });
  }

  /** @throws LabError unless the app says yes (2xx); what the signal was aborted with */
  async call(route: Route, signal?: AbortSignal, options: Sent = {}): Promise<LocalAnswer> {
    const answer = await this.send(route, signal, options);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusalOf(route, answer);
  }

  /** Any answer at all. @throws what the signal was aborted with; LabError `own-late`, `stack-gone` */
  async send(
    { method, path }: Route,
    signal?: AbortSignal,
    { headers, within = patience.look }: Sent = {},
  ): Promise<LocalAnswer> {
    const late = AbortSignal.timeout(within);
    const ended = signal ? AbortSignal.any([signal, late]) : late;
    try {
      const request = { method, headers, signal: ended, most: mostOfAnswer };
      return await callLocal(`${this.#endpoints.app}${path}`, request);
    } catch (error) {
      signal?.throwIfAborted();
      if (!late.aborted) throw stackGone(error);
      throw ownAppError("own-late", { request: `${method} ${path}`, seconds: within / 1000 });
    }
  }
}

/** @param text fits `countingPattern` */
function commandOf(text: string): [string, ...string[]] {
  const [name = "", ...words] = text.trim().split(/\s+/);
  return [name, ...words];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
