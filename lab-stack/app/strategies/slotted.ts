import { pool } from "../connections.ts";

export const about = {
  en: "Sixteen rows instead of one: a hit adds one to any of them, and the counter is their sum.",
  ru: "Шестнадцать строк вместо одной: запрос прибавляет единицу к любой из них, а счётчик — их сумма.",
};

const slots = 16;

export async function hit(): Promise<void> {
  const slot = Math.floor(Math.random() * slots);
  const add = `
    INSERT INTO slots (strategy, slot, value) VALUES ('slotted', $1, 1)
    ON CONFLICT (strategy, slot) DO UPDATE SET value = slots.value + 1`;
  await pool.query(add, [slot]);
}

export async function stored(): Promise<number> {
  const { rows } = await pool.query("SELECT sum(value) FROM slots WHERE strategy = 'slotted'");
  return Number(rows[0].sum);
}
