// npm run package: builds, packs the extension, and refuses a VSIX that carries what it should not.
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { prepare, root } from "./prepare.mjs";

await prepare();
// Only now is it there, on a fresh clone.
const { default: vsce } = await import("@vscode/vsce");

const limitBytes = 10_000_000;

const wanted = [
  /^(package|package\.nls|package\.nls\.ru)\.json$/,
  /^CHANGELOG\.md$/,
  /^dist\/README\.md$/,
  /^LICENSE$/,
  /^dist\/([\w-]+\.js|report\.css)$/,
  /^dist\/app-modules\/[\w-]+\.js$/,
  /^media\/[\w./-]+\.(png|svg|json|md)$/,
  /^dist\/exercises\/exercise-\d\/(start|solution|history)\.(ts|py)$/,
  /^dist\/exercises\/exercise-\d\/(start|solution|hints)\.[a-z]{2}\.md$/,
  /^notebooks\/[\w.-]+\.lab\.md$/,
  /^lab-stack\/(compose\.yaml|init\.sql)$/,
  /^lab-stack\/(app|fastapi)\/((strategies|types)\/)?[\w.-]+$/,
  /^lab-stack\/class-(postgres|redis)\/main\.py$/,
  /^dist\/new-app\/[a-z-]+\/[\w.-]+$/,
];

/** Without any of these the lab does not run. */
const needed = [
  "package.json",
  "package.nls.ru.json",
  "dist/README.md",
  "LICENSE",
  "dist/extension.js",
  "dist/renderer.js",
  "dist/markdown-renderer.js",
  "dist/report.css",
  "dist/load.js",
  "dist/supervisor.js",
  "dist/app-loader.js",
  "dist/app-types.js",
  "dist/check-process.js",
  "dist/app-modules/fastify.js",
  ...(await readdir(path.join(root, "notebooks"))).map((name) => `notebooks/${name}`),
  ...(await readdir(path.join(root, "extension/exercises"))).map(
    (name) => `dist/exercises/${name}/hints.en.md`,
  ),
  "lab-stack/compose.yaml",
  "lab-stack/app/server.ts",
  "lab-stack/app/tsconfig.json",
  "lab-stack/fastapi/server.py",
  "lab-stack/fastapi/requirements.txt",
  "lab-stack/fastapi/strategies/__init__.py",
  ...(await readdir(path.join(root, "extension/new-app"))).map((kind) => `dist/new-app/${kind}/cell.yaml`),
];

const { name, version, repository } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
// Goes into the package as its readme.md.
const readmePath = "dist/README.md";
await writeFile(
  path.join(root, readmePath),
  marketReadme(await readFile(path.join(root, "README.md"), "utf8")),
);
const files = await vsce.listFiles({ cwd: root, packageManager: vsce.PackageManager.None, readmePath });
const strangers = files.filter(
  (file) => !wanted.some((pattern) => pattern.test(file)) || /\.test\./.test(file),
);
const missing = needed.filter((file) => !files.includes(file));
if (strangers.length > 0) fail("These files do not belong into the package; see .vscodeignore", strangers);
if (missing.length > 0) fail("These files are missing from the package", missing);

const packagePath = path.join(root, `${name}-${version}.vsix`);
await vsce.createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  readmePath,
  allowMissingRepository: true,
  rewriteRelativeLinks: repository !== undefined,
});
const { size } = await stat(packagePath);
if (size > limitBytes)
  fail("The package is too large", [`${size} bytes; at most ${limitBytes} are allowed.`]);
console.log(`${path.basename(packagePath)}: ${files.length} files, ${(size / 1e6).toFixed(2)} MB`);

/**
 * The Marketplace shows one picture for every colour scheme, and vsce gives only that one its address in the repository.
 * Where no repository is known, no picture can be shown.
 */
function marketReadme(text) {
  return repository
    ? text.replaceAll(/^ *<source [^>]*>\n/gm, "")
    : text.replaceAll(/^<picture>\n[\s\S]*?^<\/picture>\n\n/gm, "");
}

function fail(what, lines) {
  console.error([`${what}:`, ...lines].join("\n  "));
  process.exit(1);
}
