// Builds everything that runs into dist/. `node esbuild.js --watch` rebuilds on change.
import esbuild from "esbuild";
import { appLoaderBuilds } from "./extension/stack/app-loader/build.js";

const shared = { bundle: true, minify: true, sourcemap: true, legalComments: "none", logLevel: "warning" };

// CommonJS packages inside an ES module bundle still call require() for Node's own modules.
const requireBanner = {
  js: 'import { createRequire as surgeRequire } from "node:module"; const require = surgeRequire(import.meta.url);',
};
const node = { ...shared, platform: "node", target: "node22", format: "esm", banner: requireBanner };

const builds = [
  {
    ...shared,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["vscode"],
    // The extension host loads CommonJS, where import.meta does not exist.
    define: { "import.meta.url": "surgeModuleUrl" },
    banner: { js: 'const surgeModuleUrl = require("node:url").pathToFileURL(__filename).href;' },
    entryPoints: ["extension/extension.ts"],
    outfile: "dist/extension.cjs",
  },
  {
    ...shared,
    platform: "browser",
    target: "es2022",
    format: "esm",
    loader: { ".css": "text" },
    entryPoints: ["extension/renderer/index.ts"],
    outfile: "dist/renderer.js",
  },
  { ...node, entryPoints: { cli: "extension/cli.ts" }, outdir: "dist" },
  { ...node, entryPoints: { load: "extension/load/load-process.ts" }, outdir: "dist" },
  { ...node, entryPoints: { supervisor: "extension/stack/supervisor.ts" }, outdir: "dist" },
  ...appLoaderBuilds,
];

if (process.argv.includes("--watch")) {
  for (const options of builds) await (await esbuild.context(options)).watch();
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
