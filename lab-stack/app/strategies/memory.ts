import { pool } from "../connections.ts";

export const about = {
  en: "The app itself counts, answers at once, and writes to PostgreSQL every second. Tempting.",
  ru: "Считает само приложение: отвечает сразу, а в PostgreSQL пишет раз в секунду. Соблазнительно.",
};

let unwritten = 0;
let writing: Promise<void> | undefined;

export async function hit(): Promise<void> {
  unwritten += 1; // nothing is written yet: if the app dies now, the hit is lost
}

setInterval(() => {
  writing ??= write().finally(() => {
    writing = undefined;
  });
}, 1_000).unref();

async function write(): Promise<void> {
  const count = unwritten;
  if (count === 0) return;
  unwritten = 0;
  try {
    await pool.query("UPDATE counter SET value = value + $1 WHERE strategy = 'memory'", [count]);
  } catch {
    // Try again next time. If the UPDATE was committed and only its answer was lost, these hits are counted twice.
    unwritten += count;
  }
}

export async function pending(): Promise<number> {
  await writing;
  return unwritten;
}

export async function forget(): Promise<void> {
  await writing;
  unwritten = 0;
}

/** Runs when the app is asked to stop; an app that is killed never gets here. */
export async function close(): Promise<void> {
  await writing;
  await write();
}
