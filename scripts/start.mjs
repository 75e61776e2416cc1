// npm start: prepares what is missing and runs the whole lab; `npm run lab -- FILE …` the same for one notebook.
import { prepare, runNode } from "./prepare.mjs";

await prepare();
process.exitCode = await runNode(["--enable-source-maps", "dist/cli.js", ...process.argv.slice(2)]);
