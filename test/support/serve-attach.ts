// A PostgreSQL and a Redis for a test that cannot start them itself: one line with their URLs; they go with its standard input.
import { once } from "node:events";
import { newDatabase } from "./attach.ts";
import { startPostgres, startRedis } from "./servers.ts";

const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
const student = await newDatabase(postgres.url, "hosted");
console.log(JSON.stringify({ postgres: student, redis: redis.url }));
process.stdin.resume();
await once(process.stdin, "close");
await Promise.all([postgres.remove(), redis.remove()]);
process.exit(0);
