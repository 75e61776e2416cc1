import assert from "node:assert/strict";
import { attachment, newDatabase } from "./attach.ts";
import { openLab } from "./lab.ts";
import { startPostgres, startRedis } from "./servers.ts";

/** A lab that is attached to a PostgreSQL and a Redis which a test may strike. */
export async function openAttachedLab() {
  // With everysec, a disk that is behind makes Redis acknowledge what it has not yet written.
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis(["--appendfsync", "always"])]);
  const urls = { postgres: await newDatabase(postgres.url, "course"), redis: redis.url };
  const lab = openLab(undefined, { engine: "attach", attachment: attachment(urls) });
  const remove = () => Promise.all([postgres.remove(), redis.remove()]);
  return { lab, postgres, redis, remove };
}

/** While a server is away a start says which one it is, and leaves nothing behind that would keep out the next. */
export async function startNamesServer({ run }: Pick<ReturnType<typeof openLab>, "run">): Promise<void> {
  await assert.rejects(run("start:"), {
    code: "server-unreachable",
    message: /^(PostgreSQL|Redis) at 127\.0\.0\.1:\d+\S*: it does not answer /,
  });
}
