// npm run bench: how fast the lab is, each figure beside what it is compared with. See bench/run.ts.
import { prepare, runNode } from "./prepare.mjs";

await prepare();
process.exitCode = await runNode(["bench/run.ts", ...process.argv.slice(2)]);
