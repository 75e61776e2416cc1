// What the tests of faults share, whichever engine runs the servers: a load, something that befalls it, what comes of it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Progress } from "../../extension/actions/define.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import { LabError } from "../../extension/common/lab-error.ts";
import type { openLab } from "./lab.ts";
import { root } from "./stack.ts";

type Lab = ReturnType<typeof openLab>;

/** How a hit fails while a server stands still. */
export const late = ["connect-timeout", "pool-timeout", "query-timeout", "timeout", "no-answer"];

/** How a hit fails while PostgreSQL has no room on its disk: it ends, recovers, or can serve nobody. */
export const noRoom = ["53100", "57P02", "57P03", "XX000", "connection-lost", "ECONNREFUSED", "ECONNRESET"];

/** What a load comes to: the code of its error, or its result. */
export type Outcome = string | LoadResult;
export type Expect = (outcome: Outcome) => void;
/** @returns what undoes it, if that can be done */
export type Strike = () => Promise<undefined | (() => Promise<unknown>)>;

export const isError =
  (...codes: readonly string[]): Expect =>
  (outcome) =>
    assert.ok(codes.includes(String(outcome)), typeof outcome === "string" ? outcome : outcome.verdict);

/** Every hit has an outcome, and the ledger says that it is closed, or what it could not read. */
export const isResult =
  (verdicts: readonly LoadResult["verdict"][], ...codes: readonly string[]): Expect =>
  (outcome) => {
    assert.ok(typeof outcome === "object", String(outcome));
    const { attempted, ok, failed, unknown, failures, verdict, lost, duplicated } = outcome;
    assert.equal(ok + failed + unknown, attempted);
    assert.ok(verdicts.includes(verdict), verdict);
    assert.deepEqual([lost, duplicated], [0, 0]);
    for (const code of Object.keys(failures)) assert.ok(codes.includes(code), JSON.stringify(failures));
  };

/** How soon a server notices is its own affair. */
export const diesOr =
  (...expected: Parameters<typeof isResult>): Expect =>
  (outcome) =>
    typeof outcome === "string" ? isError("server-died")(outcome) : isResult(...expected)(outcome);

/** A load that is struck as soon as its first hits have been answered. @param more parameters of the load */
export async function loadDuring(lab: Lab, strategy: string, strike: Strike, more = "") {
  let struck: ReturnType<Strike> | undefined;
  let struckAt = 0;
  const progress = ({ load }: Progress) => {
    if (load && load.ok > 0)
      struck ??= strike().finally(() => {
        struckAt = performance.now();
      });
  };
  const words = `strategy: ${strategy}, duration: 3, connections: 20, timeout: 5${more}`;
  const ended = await lab.run(`load: { ${words} }`, undefined, { progress }).then(
    (result) => {
      assert.ok(result.action === "load");
      return { outcome: result, says: result.unread?.en ?? "" };
    },
    async (error) => {
      if (!(error instanceof LabError)) {
        // What has struck would go on for ever.
        await (await struck)?.();
        throw error;
      }
      assert.ok(error.text("en").remedy !== "" && error.text("ru").remedy !== "");
      return { outcome: error.code, says: error.what.en };
    },
  );
  const endedAt = performance.now();
  assert.ok(struck, "the load was over before");
  const undo = await struck;
  return { ...ended, undo, tookMs: endedAt - struckAt };
}

export interface Case {
  readonly strategy: string;
  readonly strike: Strike;
  readonly expect: Expect;
  /** What the student reads, as docs/troubleshooting.md quotes it; of several, one. */
  readonly says?: string | readonly string[];
  /** Of the load. */
  readonly more?: string;
  /** After the load, and before what has struck is undone. */
  readonly meanwhile?: (lab: Lab) => Promise<void>;
}

/** A load that something befalls ends as expected, and the next start works. */
export async function endsWell(
  t: Pick<TestContext, "diagnostic">,
  lab: Lab,
  { strategy, strike, expect, says: quoted = [], more, meanwhile }: Case,
): Promise<void> {
  const { outcome, says, undo, tookMs } = await loadDuring(lab, strategy, strike, more);
  const came =
    typeof outcome === "string" ? outcome : `${outcome.verdict} ${JSON.stringify(outcome.failures)}`;
  t.diagnostic(`${Math.round(tookMs)} ms after it: ${came}. ${says}`);
  // First, so that a finding here leaves the next test its disk and its connections.
  await Promise.resolve(meanwhile?.(lab)).finally(undo);
  expect(outcome);
  const quotes = [quoted].flat();
  assert.ok(quotes.length === 0 || quotes.some((quote) => says.includes(quote)), says);
  const page = await readFile(join(root, "docs", "troubleshooting.md"), "utf8");
  for (const quote of quotes) assert.ok(page.includes(`“${quote}”`), `the page does not quote: ${quote}`);
  await lab.run("start:");
  const load = await lab.run("load: { strategy: buffered, requests: 10, connections: 2 }");
  assert.ok(load.action === "load");
  assert.equal(load.ok, 10);
}

/** Takes every connection of PostgreSQL, those for superusers too, until it has been refused five times. */
export async function takeConnections(url: string): Promise<() => Promise<unknown>> {
  const taken: pg.Client[] = [];
  for (let refused = 0; refused < 5; ) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    if (connected) taken.push(client);
    else refused += 1;
  }
  return () => Promise.all(taken.map((client) => client.end()));
}

/** Listens on the app's port as soon as the lab has killed the app, and says yes to everything. */
export async function stealPort(app: string): Promise<() => Promise<unknown>> {
  const thief = createServer((_, response) => response.end('{ "ok": true }'));
  const over = new AbortController();
  const stealing = (async () => {
    for (; !over.signal.aborted && !thief.listening; await sleep(5)) {
      const tried = Promise.withResolvers<void>();
      thief.once("error", () => tried.resolve()).once("listening", () => tried.resolve());
      thief.listen(Number(new URL(app).port), "127.0.0.1");
      await tried.promise;
      thief.removeAllListeners("error").removeAllListeners("listening");
    }
  })();
  return async () => {
    over.abort();
    await stealing;
    assert.ok(thief.listening, "the port was never free");
    thief.closeAllConnections();
    await new Promise((resolve) => thief.close(resolve));
  };
}
