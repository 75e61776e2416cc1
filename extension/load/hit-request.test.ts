import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HitIds } from "./hit-ids.ts";
import { HitRequest } from "./hit-request.ts";

test("a request carries its hit's id, however many digits that takes", () => {
  const url = new URL("http://127.0.0.1:80/a/hit?b=c");
  fc.assert(
    fc.property(fc.string(), fc.array(fc.nat({ max: 20_000_000 })), (hitIdSecret, hits) => {
      const ids = new HitIds({ hitIdPrefix: "run-1", hitIdSecret });
      const request = new HitRequest(url, new HitIds({ hitIdPrefix: "run-1", hitIdSecret }));
      // In any order: a retry may carry the id of an earlier hit.
      for (const hit of [0, 9, 10, ...hits, 0]) {
        assert.equal(
          request.bytes(hit).toString(),
          `POST /a/hit?b=c HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\nx-hit-id: ${ids.of(hit)}\r\n\r\n`,
        );
      }
    }),
  );
});

test("ids are the prefix, the number, and digits that only the owner of the secret can tell", () => {
  const [ids, others] = ["secret", "another"].map(
    (hitIdSecret) => new HitIds({ hitIdPrefix: "run", hitIdSecret }),
  );
  assert.ok(ids && others);
  const hits = [0, 1, 2, 4095, 4096, 4097, 9_999_999];
  const digits = hits.map((hit) => {
    assert.match(ids.of(hit), new RegExp(`^run-${hit}-[0-9a-f]{8}$`));
    assert.notEqual(ids.of(hit), others.of(hit));
    return ids.of(hit).slice(-8);
  });
  assert.equal(new Set(digits).size, hits.length);
  // In any order, and by another that has the same secret.
  const again = new HitIds({ hitIdPrefix: "run", hitIdSecret: "secret" });
  for (const hit of hits.toReversed()) assert.equal(again.of(hit), ids.of(hit));
});
