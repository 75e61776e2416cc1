// Run by scripts/test.mjs before the compose suite: where the images of PgBouncer and Python cannot be pulled, the tests
// build stand-ins of these programs, and an engine of our own may have no network to fetch them.
import { serverPrograms } from "./programs.ts";

await serverPrograms("node", ["pgbouncer"]);
await serverPrograms("fastapi");
