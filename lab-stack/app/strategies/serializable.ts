import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { withConnection } from "../connections.ts";

export const about = {
  en: "The same at SERIALIZABLE, but a hit that was overtaken (40001) tries again, up to twenty times.",
  ru: "То же на уровне SERIALIZABLE, но запрос, который опередили (40001), пробует снова, до двадцати раз.",
};

const attempts = 20;

export async function hit(): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await addOne();
    } catch (error) {
      const overtaken = error instanceof pg.DatabaseError && error.code === "40001";
      if (!overtaken || attempt === attempts) throw error;
      // A random pause (jitter), or the hits that collided would collide again; long enough for the contention to ease.
      await sleep(Math.random() * 200);
    }
  }
}

function addOne(): Promise<void> {
  return withConnection(async (client) => {
    await client.query("BEGIN ISOLATION LEVEL SERIALIZABLE");
    const { rows } = await client.query("SELECT value FROM counter WHERE strategy = 'serializable'");
    const value = rows[0].value + 1;
    await client.query("UPDATE counter SET value = $1 WHERE strategy = 'serializable'", [value]);
    await client.query("COMMIT");
  });
}
