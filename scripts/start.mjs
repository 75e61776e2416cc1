// npm start: installs what is missing, builds, runs the whole lab. Plain JavaScript that any Node since 18 runs,
// because the project's own Node is one of the things that may be missing.
import { prepare, runNode } from "./prepare.mjs";

await prepare();
process.exitCode = await runNode(["--enable-source-maps", "dist/cli.js", ...process.argv.slice(2)]);
