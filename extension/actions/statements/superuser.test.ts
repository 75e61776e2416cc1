import assert from "node:assert/strict";
import { test } from "node:test";
import { requireAgreement, wantsSuperuser } from "./superuser.ts";

const sql = (code: string) => wantsSuperuser({ language: "sql", code });

test("a SQL cell wants a superuser when its first line says so", () => {
  for (const code of ["-- as: superuser\nSELECT 1", "\n  --as:superuser \r\nSELECT 1", "-- AS: superuser"]) {
    assert.ok(sql(code), code);
  }
  for (const code of [
    "SELECT 1",
    "SELECT 1\n-- as: superuser",
    "-- as: superuser, or not",
    "SELECT '-- as: superuser'",
    "-- as:\nsuperuser",
  ]) {
    assert.ok(!sql(code), code);
  }
  assert.ok(!wantsSuperuser({ language: "redis", code: "-- as: superuser" }));
});

test("it needs somebody who agrees", async () => {
  const refused = { code: "superuser-not-agreed" };
  await assert.rejects(requireAgreement({}), refused);
  await assert.rejects(requireAgreement({ confirmSuperuser: async () => false }), refused);
  let asked = "";
  await requireAgreement({
    confirmSuperuser: async ({ en }) => {
      asked = en;
      return true;
    },
  });
  assert.match(asked, /superuser of PostgreSQL/);
});
