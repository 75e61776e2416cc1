import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { type Players, playOnce } from "./explore.ts";

type Player = Players["hits"][number];

const next = { statement: "SELECT 1", pid: 1 };
const never = () => new Promise<never>(() => {});
const playersOf = (player: Player): Players => ({
  strategy: "mine",
  transaction: false,
  hits: [player],
  watch: { zero: turn, stored: async () => 0, waits: async () => false },
});
const first = ([name = ""]: readonly string[]) => name;

test("a hit that never ends is an error that says so, wherever it hangs", async () => {
  const begin = () => turn();
  const go = async () => {
    await turn();
    return { answer: "1", error: null };
  };
  const hanging: Record<string, Player> = {
    "before its first statement": { name: "A", next: null, failure: null, begin: never, go },
    "after a statement": { name: "A", next, failure: null, begin, go: never },
    "with statements without end": { name: "A", next, failure: null, begin, go },
  };
  for (const [where, player] of Object.entries(hanging)) {
    const playing = playOnce(playersOf(player), "read-committed", first, 30);
    await assert.rejects(playing, { code: "hit-hangs" }, where);
    // As when its program is ended.
    Object.assign(player, { next: null });
  }
});
