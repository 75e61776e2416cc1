import type { Cheats } from "./cheats.ts";

const about = 'about = {"en": "Mine.", "ru": "Моя."}\n';
const sql = `from sqlalchemy import text\nfrom connections import autocommit\n${about}`;

export const cheats: Cheats = {
  listed: [
    {
      name: "200 and nothing stored",
      exercise: "exercise-1",
      source: `${about}async def hit(hit_id): pass\n`,
      caught: { storesTheSurge: /^lost$/, survivesTheApp: /^lost$/ },
    },
    {
      name: "a constant",
      exercise: "exercise-1",
      source: `${sql}async def hit(hit_id):
    async with autocommit.connect() as db:
        await db.execute(text("UPDATE counter SET value = 1000 WHERE strategy = 'yours'"))
`,
      caught: { storesAnySurge: /^duplicated$/ },
    },
    {
      name: "hits that are only said to be in a buffer",
      exercise: "exercise-2",
      source: `${about}hits = 0
async def hit(hit_id):
    global hits
    hits += 1
async def process(): return 0
async def pending(): return hits
`,
      caught: { acceptsTheSurge: /^claimed$/ },
    },
    {
      name: "an app that ends itself before anybody can ask it",
      exercise: "exercise-1",
      source: `import os\n${about}async def hit(hit_id): os._exit(0)\n`,
      caught: { storesTheSurge: /./ },
    },
    {
      name: "a process that ends itself where the check would kill it",
      exercise: "exercise-4",
      source: `import os
from connections import redis
from failpoint import failpoint
${about}async def hit(hit_id): await redis.incr("surge:yours:pending")
async def process():
    await failpoint("after-take")
    os._exit(0)
async def pending(): return int(await redis.get("surge:yours:pending") or 0)
`,
      caught: { survivesEachFailpoint: /^thrown$/ },
    },
  ],
  silenced: [
    (solution) => solution.replace(/^from failpoint.*$/m, "").replaceAll(/^ *await failpoint\(.*$/gm, ""),
    // The module itself is patched: nobody visits its failpoints any more.
    (solution) =>
      solution
        .replace(
          "from failpoint import failpoint",
          "import failpoint as module\nfrom failpoint import failpoint",
        )
        .replace("-> int:", "-> int:\n    module.visitor = None"),
    (solution) => solution.replace('    await failpoint("after-commit")\n', ""),
  ],
};
