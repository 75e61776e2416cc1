// npm run bundle: one folder for a USB stick, from which the lab installs and runs without a network. See docs/teaching.md.
//   npm run bundle -- [--for linux-x64,win32-x64,…] [--to FOLDER]
import { prepare, runNode } from "./prepare.mjs";

await prepare();
process.exitCode = await runNode(["scripts/make-bundle.ts", ...process.argv.slice(2)]);
