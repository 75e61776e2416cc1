// The esbuild options of this folder: the loader, and each of the app's packages as one file.

// CommonJS packages inside an ES module bundle still call require() for Node's own modules.
const banner = {
  js: 'import { createRequire as surgeRequire } from "node:module"; const require = surgeRequire(import.meta.url);',
};

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  // Node prints the whole line of an uncaught error.
  lineLimit: 200,
  legalComments: "none",
  logLevel: "warning",
  platform: "node",
  target: "node22",
  format: "esm",
  banner,
};

/** @type {import("esbuild").BuildOptions[]} */
export const appLoaderBuilds = [
  { ...shared, entryPoints: { "app-loader": "extension/stack/app-loader/loader.ts" }, outdir: "dist" },
  {
    ...shared,
    entryPoints: [
      "extension/stack/app-loader/app-modules/amqplib.ts",
      "extension/stack/app-loader/app-modules/fastify.ts",
      "extension/stack/app-loader/app-modules/ioredis.ts",
      "extension/stack/app-loader/app-modules/platformatic-kafka.ts",
      "extension/stack/app-loader/app-modules/pg.ts",
    ],
    outdir: "dist/app-modules",
    // Optional: pg loads it only where it is installed.
    external: ["pg-native"],
    // Its default entry looks for a file that is not in the bundle.
    alias: { "@platformatic/wasm-utils": "@platformatic/wasm-utils/bundled" },
  },
];
