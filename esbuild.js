// Builds everything that runs into dist/. `node esbuild.js --watch` rebuilds on change.
import { cpSync, globSync, rmSync } from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import { appLoaderBuilds } from "./extension/stack/app-loader/build.js";

const shared = { bundle: true, minify: true, sourcemap: true, legalComments: "none", logLevel: "warning" };

// CommonJS packages inside an ES module bundle still call require() for Node's own modules.
const requireBanner = {
  js: 'import { createRequire as surgeRequire } from "node:module"; const require = surgeRequire(import.meta.url);',
};
const node = {
  ...shared,
  platform: "node",
  target: "node22",
  format: "esm",
  // Escaped, a Cyrillic letter would take six bytes instead of two.
  charset: "utf8",
  banner: requireBanner,
  // The app's copy is there already, and is read only where there is a Kafka to attach to.
  alias: { "@platformatic/kafka": "./app-modules/platformatic-kafka.js" },
  external: ["./app-modules/*"],
};

// A style sheet that is imported is text: its own imports in one, and minified.
const styleSheetAsText = {
  name: "style-sheet-as-text",
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /\.css$/ }, async ({ path: sheet }) => {
      const options = { entryPoints: [sheet], bundle: true, minify: true, metafile: true, write: false };
      const { outputFiles, metafile } = await esbuild.build(options);
      const watchFiles = Object.keys(metafile.inputs).map((file) => path.resolve(file));
      return { contents: outputFiles[0].text, loader: "text", watchFiles };
    });
  },
};

const builds = [
  // Split, so that activation reads 30 KB, the first notebook a Markdown parser, and the first cell the rest.
  {
    ...node,
    splitting: true,
    chunkNames: "extension-[name]-[hash]",
    external: [...node.external, "vscode"],
    entryPoints: { extension: "extension/extension.ts" },
    outdir: "dist",
  },
  {
    ...shared,
    platform: "browser",
    target: "es2022",
    format: "esm",
    plugins: [styleSheetAsText],
    entryPoints: {
      renderer: "extension/renderer/index.ts",
      "markdown-renderer": "extension/renderer/markdown.ts",
    },
    outdir: "dist",
  },
  { ...shared, sourcemap: false, entryPoints: ["media/report.css"], outdir: "dist" },
  { ...node, entryPoints: { cli: "extension/cli.ts" }, outdir: "dist" },
  // Split, so that a load of the lab's own does not read autocannon.
  {
    ...node,
    splitting: true,
    chunkNames: "load-[name]",
    entryPoints: { load: "extension/load/load-process.ts" },
    outdir: "dist",
  },
  // Split, so that a start reads neither the other engines nor the brokers' clients.
  {
    ...node,
    splitting: true,
    chunkNames: "supervisor-[name]-[hash]",
    entryPoints: { supervisor: "extension/stack/supervisor.ts" },
    outdir: "dist",
  },
  { ...node, entryPoints: { watchdog: "extension/stack/watchdog.ts" }, outdir: "dist" },
  {
    ...node,
    entryPoints: { "check-process": "extension/actions/check/checker/check-process.ts" },
    outdir: "dist",
  },
  ...appLoaderBuilds,
];

// Chunks of an earlier build have other names and would stay behind in the package.
for (const file of globSync("dist/{extension,load,supervisor}-*")) rmSync(file);
// What the extension hands out as it is.
for (const folder of ["exercises", "new-app"]) {
  rmSync(`dist/${folder}`, { recursive: true, force: true });
  cpSync(`extension/${folder}`, `dist/${folder}`, {
    recursive: true,
    filter: (source) => !source.endsWith("__pycache__"),
  });
}

if (process.argv.includes("--watch")) {
  for (const options of builds) await (await esbuild.context(options)).watch();
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
