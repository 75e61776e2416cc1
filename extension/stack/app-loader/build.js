// The esbuild options of this folder: the loader, and each of the app's packages as one file.
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { transformSync } from "amaro";

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

/**
 * The module "shipped-app": the app's files as they are shipped, without types, by the checksum of the source. Only a
 * file that the student has changed must be read by the stripper of types, which takes a third of the app's start.
 * @type {import("esbuild").Plugin}
 */
const shippedApp = {
  name: "shipped-app",
  setup({ initialOptions, onResolve, onLoad }) {
    const root = initialOptions.absWorkingDir ?? process.cwd();
    onResolve({ filter: /^shipped-app$/ }, () => ({ path: "shipped-app", namespace: "shipped-app" }));
    onLoad({ filter: /./, namespace: "shipped-app" }, () => {
      const files = globSync("lab-stack/app/{*,strategies/*}.ts", { cwd: root, exclude: ["**/*.test.ts"] });
      const watchFiles = files.map((file) => path.join(root, file));
      const entries = watchFiles.map((file) => {
        const source = readFileSync(file, "utf8");
        const key = createHash("sha256").update(source).digest("hex");
        return [key, transformSync(source, { mode: "strip-only" }).code];
      });
      return { contents: JSON.stringify(Object.fromEntries(entries)), loader: "json", watchFiles };
    });
  },
};

/** @type {import("esbuild").BuildOptions[]} */
export const appLoaderBuilds = [
  {
    ...shared,
    entryPoints: {
      "app-loader": "extension/stack/app-loader/loader.ts",
      "app-types": "extension/stack/app-loader/types.ts",
    },
    plugins: [shippedApp],
    outdir: "dist",
  },
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
