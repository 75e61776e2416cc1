import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { LabError } from "../../extension/common/lab-error.ts";
import {
  callHit,
  callProcess,
  listStrategies,
  pendingIdsOf,
  pendingOf,
  settingsOf,
} from "../../extension/inspection/app-client.ts";
import { watchForHang } from "../../extension/inspection/hang-watch.ts";

// An app as a student may have changed it.
const answers: Readonly<Record<string, unknown>> = {
  "/strategies": [
    { name: "yours", about: { en: "Mine", ru: "Моя" }, processes: true, buffers: 1, storesIds: "no" },
  ],
  "/yours/process": {},
  "/yours/pending-ids": { ids: [] },
  "/negative/process": { processed: -1 },
  "/negative/counter": { stored: 0, pending: -1 },
  "/half/process": { processed: 0.5 },
  "/half/counter": { stored: 0, pending: 0.5 },
  "/long/process": { processed: 1, padding: "x".repeat(2 ** 20) },
};
const thrown = "TypeError: x is not a function (strategies/broken.ts:7)";
const server = createServer((request, response) => {
  const { url = "" } = request;
  if (url.startsWith("/broken/")) {
    response
      .writeHead(503)
      .end(JSON.stringify({ code: "bug", message: "x is not a function", outcome: "unknown", thrown }));
  } else if (url.startsWith("/loud/")) {
    response.writeHead(503).end(JSON.stringify({ code: "bug", thrown: "x".repeat(100_000) }));
  } else response.end(JSON.stringify(answers[url]));
});
let app = "";

before(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  app = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
after(() => server.close());

/** An app that answers only these paths, in their time; the others never. */
async function appOf(times: Readonly<Record<string, number>>) {
  const server = createServer(({ url = "" }, response) => {
    const ms = times[url];
    if (ms !== undefined) setTimeout(() => response.end('{ "processed": 1 }'), ms);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, close };
}

test("an app hangs that answers nothing at all for 5 s; one that answers anything else is only slow", async () => {
  const hanging = await appOf({});
  const slow = await appOf({ "/strategies": 20, "/yours/process": 6_500 });
  const over = new AbortController();
  const watching = watchForHang(hanging.url, over.signal, () => false);
  const begun = performance.now();
  try {
    const waiting = callProcess(slow.url, "yours", over.signal);
    await Promise.all([
      assert.rejects(callProcess(hanging.url, "yours", over.signal), { code: "app-hangs" }),
      assert.rejects(callHit(hanging.url, "yours", "1", over.signal), { code: "app-hangs" }),
      assert.rejects(pendingIdsOf(hanging.url, "yours"), { code: "app-does-not-answer" }),
    ]);
    const took = performance.now() - begun;
    assert.ok(took > 4_900 && took < 14_000, `${took} ms`);
    assert.deepEqual(await waiting, { processed: 1 });
  } finally {
    over.abort();
    hanging.close();
    slow.close();
  }
  await watching;
});

test("an app that cannot be reached for seconds is gone, unless it still answers hits", async () => {
  const free = await appOf({});
  free.close();
  const over = new AbortController();
  const answered = watchForHang(free.url, over.signal, () => false);
  await assert.rejects(
    watchForHang(free.url, over.signal, () => true),
    { code: "stack-gone" },
  );
  over.abort();
  await answered;
});

test("an app that waits in vain for its server is not asked again, where that would take too long", async () => {
  let asked = 0;
  const waiting = createServer((_, response) => {
    asked += 1;
    setTimeout(() => response.writeHead(503).end('{ "code": "redis-timeout" }'), 1_600);
  });
  waiting.listen(0, "127.0.0.1");
  await once(waiting, "listening");
  const address = waiting.address();
  try {
    const pending = pendingOf(
      `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
      "yours",
    );
    await assert.rejects(
      pending,
      (error) => error instanceof LabError && /redis-timeout/.test(error.what.en),
    );
    assert.equal(asked, 1);
  } finally {
    waiting.close();
    waiting.closeAllConnections();
  }
});

test("an answer of the app that is not what the lab expects is an error that names the place", async () => {
  const { signal } = new AbortController();
  await assert.rejects(callProcess(app, "yours", signal), (error) => {
    assert.ok(error instanceof LabError);
    assert.equal(error.code, "app-answer");
    assert.match(error.what.en, /^The app's answer to POST \/yours\/process .* processed: /);
    return true;
  });
  await assert.rejects(listStrategies(app, signal), (error) => {
    assert.ok(error instanceof LabError);
    assert.match(error.what.en, /GET \/strategies .* 0: buffers: .*; 0: storesIds: /);
    return true;
  });
  await assert.rejects(pendingIdsOf(app, "yours"), { code: "app-does-not-answer" });
});

test("an app that does not say what it was started with has said nothing, and is no failure", async () => {
  const { signal } = new AbortController();
  assert.deepEqual(await settingsOf(app, signal), {});
  assert.deepEqual(await settingsOf(`${app}/broken`, signal).catch((error) => error.code), "strategy-threw");
  const telling = createServer((_, response) => response.end('{"pool": 3, "processes": 2, "threads": 8}'));
  telling.listen(0, "127.0.0.1");
  await once(telling, "listening");
  const address = telling.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  try {
    assert.deepEqual(await settingsOf(url, signal), { pool: 3, processes: 2 });
  } finally {
    telling.close();
  }
});

test("a number of hits that is none is not taken for one", async () => {
  const { signal } = new AbortController();
  for (const strategy of ["negative", "half"])
    await assert.rejects(callProcess(app, strategy, signal), { code: "app-answer" }, strategy);
  const asked = ["negative", "half"].map((strategy) => pendingOf(app, strategy));
  for (const pending of await Promise.allSettled(asked)) {
    assert.ok(pending.status === "rejected" && pending.reason instanceof LabError);
    assert.match(pending.reason.what.en, /not what the lab expects \(pending: /);
  }
});

test("a long answer is not kept, and a long exception is cut", async () => {
  const { signal } = new AbortController();
  await assert.rejects(callProcess(app, "long", signal), (error) => {
    assert.ok(error instanceof LabError && error.code === "app-answer-too-long");
    assert.match(error.what.en, /POST \/long\/process is longer than the 1 MB/);
    return true;
  });
  await assert.rejects(callProcess(app, "loud", signal), (error) => {
    assert.ok(error instanceof LabError && error.code === "strategy-threw");
    assert.ok(error.message.length < 5_000, `${error.message.length}`);
    return true;
  });
});

test("an exception of a strategy is the error, with its file and line, wherever the app is asked", async () => {
  const { signal } = new AbortController();
  const calls = [
    [callProcess(app, "broken", signal), "POST /broken/process"],
    [pendingOf(app, "broken"), "GET /broken/counter"],
    [pendingIdsOf(app, "broken"), "GET /broken/pending-ids"],
  ] as const;
  for (const [call, request] of calls) {
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof LabError);
      assert.equal(error.what.en, `${thrown}: thrown by the strategy at ${request}.`);
      assert.ok(error.what.ru.startsWith(`${thrown}: исключение`));
      return true;
    });
  }
});
