import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** Phrases that a technical editor struck out; each stands for its kind. */
const struck = [
  /narrow place|what one hears|for nothing|for want of|put (it|them) there|are nowhere|may be away/i,
  /patience|be borne|late by as long as|whoever|nobody (can|has)|told (yes|no)\b|"Again"|stays open/i,
  /сдержанное|сохранен ровно|«да» впустую|Учёт не закрыт|К каждой аварии|за фиксацию|Честная проверка/,
  /Лекарство|лекарство|повторяемым|есть на прежние ответ|не сделает вас|держа в руках|Отказ получили \$/,
];

test("no catalogue has a phrase that an editor struck out", () => {
  const found: string[] = [];
  for (const file of globSync("extension/{actions,load,stack,vscode,cli}/**/*.{en,ru}.ts")) {
    const text = readFileSync(file, "utf8");
    for (const phrase of struck) {
      const words = phrase.exec(text)?.[0];
      if (words !== undefined) found.push(`${file}: ${words}`);
    }
  }
  assert.deepEqual(found, []);
});
