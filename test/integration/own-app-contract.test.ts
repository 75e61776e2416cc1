import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { OwnAppClient } from "../../extension/inspection/own-app/own-app.ts";

const routes: Readonly<
  Record<string, readonly [status: number, headers: Record<string, string>, body: string]>
> = {
  "/hit": [405, { allow: "GET, HEAD" }, ""],
  "/slash": [307, { location: "/slash/" }, ""],
  "/broken": [
    500,
    { "content-type": "text/html; charset=utf-8" },
    "<html><head><title>TemplateError at /broken</title></head></html>",
  ],
  "/untitled": [502, { "content-type": "text/html" }, "<style>p{}</style><p>Bad <b>gateway</b></p>"],
  "/refused": [503, {}, "not now"],
  "/count": [200, {}, '{"queue":{"length":7},"other":"x","none":null}'],
};

describe("an app that is not ours", () => {
  const server = createServer((request, response) => {
    const [status, headers, body] = routes[request.url ?? ""] ?? [404, {}, ""];
    response.writeHead(status, headers).end(body);
  });
  let app = "";
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    app = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const client = (key = "queue.length") =>
    new OwnAppClient({ hit: "POST /hit", stored: { get: "/count", key } }, { app, postgres: "", redis: "" });

  test("is read by a path and a key of its JSON", async () => {
    assert.equal(await client().read("stored"), 7);
    // Nothing has been counted yet.
    assert.equal(await client("none").read("stored"), 0);
    await assert.rejects(client("other").read("stored"), {
      code: "own-figure",
      message: /"x" is no whole number/,
    });
    await assert.rejects(client("queue.size").read("stored"), {
      code: "own-figure",
      message: /no “queue\.size”/,
    });
  });

  test("says by its refusals what is wrong with the contract", async () => {
    const refusal = (path: string) => client().call({ method: "POST", path });
    await assert.rejects(refusal("/hit"), {
      code: "own-method",
      message: /405 to POST \/hit: there it takes GET, HEAD/,
    });
    await assert.rejects(refusal("/slash"), { code: "own-redirect", message: /307 .* to \/slash\/;/ });
    await assert.rejects(refusal("/broken"), {
      code: "own-page",
      message: /500 .*“TemplateError at \/broken”/,
    });
    await assert.rejects(refusal("/untitled"), { code: "own-page", message: /502 .*“Bad gateway”/ });
    await assert.rejects(refusal("/missing"), { code: "own-not-found", message: /404 to POST \/missing/ });
    await assert.rejects(refusal("/refused"), { code: "own-refused", message: /503 .*: not now\./ });
  });
});
