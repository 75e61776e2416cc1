import assert from "node:assert/strict";
import { test } from "node:test";
import { commandsOnKey } from "./testimony.ts";

const key = "pending_hits";
const seen = (name: string, adds = 0) => ({ name, key, adds, at: 0 });
const add = { kind: "add", by: null, at: 0 } as const;

test("a removal took what the last GET had read, a GETDEL all that there was; nothing is removed by what adds nothing", () => {
  const commands = [
    seen("INCR", 1),
    { ...seen("INCR", 1), key: "another" },
    seen("INCRBY", -1),
    seen("GET"),
    seen("INCRBY", 2),
    seen("DEL"),
    seen("DEL"),
    seen("INCR", 1),
    seen("GETDEL"),
  ];
  assert.deepEqual(commandsOnKey(commands, key, 0), [
    add,
    add,
    add,
    { kind: "remove", by: null, at: 0, took: 1 },
    add,
    { kind: "remove", by: null, at: 0, took: 1 },
  ]);
});
