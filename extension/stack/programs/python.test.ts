import assert from "node:assert/strict";
import { test } from "node:test";
import { packageIn } from "./python.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

test("what pip downloads has a size where pip says one", () => {
  // As pip 23 and pip 25 printed it.
  const said = [
    "Collecting asyncpg==0.31.0",
    "  Downloading asyncpg-0.31.0-cp311-cp311-manylinux_2_28_x86_64.whl (3.6 MB)",
    "  Downloading anyio-4.16.0-py3-none-any.whl.metadata (4.5 kB)",
    "Downloading pydantic_core-2.41.5-cp311-cp311-manylinux_2_17_x86_64.whl (12.3 MB)",
    "  Downloading sniffio-1.3.1-py3-none-any.whl (10 kB)",
    "  Using cached anyio-4.16.0-py3-none-any.whl (134 kB)",
    "Installing collected packages: asyncpg",
  ];
  assert.deepEqual(said.map(packageIn), [
    { name: "asyncpg" },
    { name: "asyncpg", megabytes: 3.6 },
    undefined,
    { name: "pydantic-core", megabytes: 12.3 },
    { name: "sniffio", megabytes: 0.1 },
    undefined,
    undefined,
  ]);
  assert.equal(en.fetchingPackage("asyncpg", 3.6), "Fetching packages for Python: asyncpg, 3.6 MB");
  assert.equal(ru.fetchingPackage("asyncpg", 3.6), "Скачиваю пакеты для Python: asyncpg, 3,6 МБ");
  assert.equal(en.fetchingPackage("asyncpg", undefined), "Fetching packages for Python: asyncpg");
});
