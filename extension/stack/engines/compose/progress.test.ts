import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { StackProgress } from "../../stack.ts";
import { parseLine } from "./output.ts";
import { ProgressMeter } from "./progress.ts";

/** Real output of `docker compose up`. */
async function replay(...files: string[]): Promise<StackProgress[]> {
  const meter = new ProgressMeter(3);
  const texts = await Promise.all(
    files.map((file) =>
      readFile(new URL(`../../../../test/samples/compose-output/${file}`, import.meta.url), "utf8"),
    ),
  );
  const events = texts.flatMap((text) => text.split("\n")).flatMap(parseLine);
  return events.flatMap((event) => meter.take(event) ?? []);
}

for (const [name, ...files] of [
  ["plain output of Compose 2.26", "up-2.26.txt"],
  ["JSON of Compose 2.40", "up-2.40.jsonl"],
] as const) {
  test(`${name}: images with their bytes, then the servers, never backwards`, async () => {
    const updates = await replay(...files);
    const fractions = updates.map(({ fraction }) => fraction ?? -1);
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
    const texts = updates.map(({ text }) => text.en);
    assert.equal(texts[0], "Fetching images: redis");
    const amounts = texts.flatMap(
      (text) => /\(([\d.]+) \/ ([\d.]+) MB\)/.exec(text)?.slice(1, 3).map(Number) ?? [],
    );
    assert.ok(amounts.length > 4 && Math.max(...amounts) >= 30, texts.join("\n"));
    assert.deepEqual(updates.at(-1), {
      text: { en: "Starting the servers: 3 of 3 ready", ru: "Запускаю серверы: готово 3 из 3" },
      fraction: 1,
    });
    assert.ok(updates.every(({ text }) => /[а-я]/.test(text.ru)));
  });
}

test("the steps of a build are counted; JSON tells which are cached, and those are left out", async () => {
  const texts = async (file: string) => (await replay(file)).map(({ text }) => text.en);
  const [plain, json] = [await texts("build-2.26.txt"), await texts("build-2.40.jsonl")];
  const slow = [
    "Building the app, step 4 of 5: RUN npm ci --omit=dev --no-audit --no-fund",
    "Building the app, step 5 of 5: COPY . .",
  ];
  assert.deepEqual(plain, [
    "Building the app, step 1 of 5: FROM docker.io/library/node:24-alpine",
    "Building the app, step 2 of 5: WORKDIR /app",
    "Building the app, step 3 of 5: COPY package.json package-lock.json .npmrc ./",
    ...slow,
  ]);
  assert.deepEqual(json, slow);
});

test("lines that nobody expects are kept as text", () => {
  assert.deepEqual(parseLine("{not json"), [{ kind: "text", text: "{not json" }]);
  assert.deepEqual(parseLine("warning: something"), [{ kind: "text", text: "warning: something" }]);
  assert.deepEqual(parseLine('{"error":true,"message":"no"}'), [{ kind: "text", text: "no" }]);
  assert.deepEqual(parseLine("{}"), []);
  assert.deepEqual(parseLine("  "), []);
});
