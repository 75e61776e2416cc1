// An app of your own: it counts hits in PostgreSQL. The lab starts it, sends hits to it and reads its counter.
import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
// An idle connection ends with PostgreSQL; the pool opens another one when it is needed.
pool.on("error", () => undefined);

await pool.query("CREATE TABLE IF NOT EXISTS counter (id integer PRIMARY KEY, value integer NOT NULL)");
await pool.query("INSERT INTO counter VALUES (1, 0) ON CONFLICT DO NOTHING");

/** Reads the counter, adds one, writes it back. What happens when two hits come at once? */
async function hit(): Promise<number> {
  const { rows } = await pool.query<{ value: number }>("SELECT value FROM counter WHERE id = 1");
  const value = (rows[0]?.value ?? 0) + 1;
  await pool.query("UPDATE counter SET value = $1 WHERE id = 1", [value]);
  return value;
}

const server = createServer(async (request, response) => {
  response.setHeader("content-type", "application/json");
  if (request.url !== "/hit") {
    response.writeHead(404).end();
  } else if (request.method !== "POST") {
    response.writeHead(405, { allow: "POST" }).end();
  } else {
    try {
      response.end(JSON.stringify({ count: await hit() }));
    } catch (error) {
      // The client learns that its hit was not counted.
      response.writeHead(503).end(JSON.stringify({ message: String(error) }));
    }
  }
});

// The lab says the port, and expects the app at 127.0.0.1.
server.listen(Number(process.env.PORT), "127.0.0.1");
