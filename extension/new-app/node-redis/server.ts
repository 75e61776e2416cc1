// An app of your own: Redis takes the hits, and POST /process moves them into PostgreSQL, as in the class.
import { createServer } from "node:http";
import { Redis } from "ioredis";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
// An idle connection ends with PostgreSQL; the pool opens another one when it is needed.
pool.on("error", () => undefined);
// A command whose answer is lost is not sent again: it may have been carried out.
const redis = new Redis(process.env.REDIS_URL ?? "", {
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
});
redis.on("error", () => undefined);

await pool.query("CREATE TABLE IF NOT EXISTS counter (id integer PRIMARY KEY, value integer NOT NULL)");
await pool.query("INSERT INTO counter VALUES (1, 0) ON CONFLICT DO NOTHING");

const pendingHits = "pending_hits";

async function hit(): Promise<object> {
  await redis.incr(pendingHits);
  return { status: "queued" };
}

/** Reads the count, adds it, deletes it. What happens to a hit that comes between reading and deleting? */
async function work(): Promise<object> {
  const count = Number(await redis.get(pendingHits));
  if (count > 0) {
    await pool.query("UPDATE counter SET value = value + $1 WHERE id = 1", [count]);
    await redis.del(pendingHits);
  }
  return { processed: count };
}

const routes: Readonly<Record<string, () => Promise<object>>> = {
  "POST /hit": hit,
  "POST /process": work,
};

const server = createServer(async (request, response) => {
  response.setHeader("content-type", "application/json");
  const answer = routes[`${request.method} ${request.url}`];
  if (!answer) {
    response.writeHead(404).end();
    return;
  }
  try {
    response.end(JSON.stringify(await answer()));
  } catch (error) {
    // The client learns that its hit was not accepted.
    response.writeHead(503).end(JSON.stringify({ message: String(error) }));
  }
});

// The lab says the port, and expects the app at 127.0.0.1.
server.listen(Number(process.env.PORT), "127.0.0.1");
