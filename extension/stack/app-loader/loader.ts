// Runs before the app: `node --import dist/app-loader.js <lab-stack>/app/server.ts`.
// The student's folder has no node_modules, and the editor's Node may not be able to read TypeScript.
// So the app's packages are loaded from this file's folder, and types are stripped here.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import shipped from "shipped-app";

const packages = ["@platformatic/kafka", "amqplib", "fastify", "ioredis", "pg"];
const [, entry] = process.argv;
if (entry === undefined) throw new Error("The app loader needs to know which app to run.");
const appFolder = dirname(realpathSync(entry));

registerHooks({
  resolve(specifier, context, nextResolve) {
    // A student who ran "npm install" gets the installed packages.
    if (!packages.includes(specifier) || existsSync(join(appFolder, "node_modules", specifier))) {
      return nextResolve(specifier, context);
    }
    const file = specifier.replace("@", "").replace("/", "-");
    const url = new URL(`./app-modules/${file}.js`, import.meta.url).href;
    return { url, format: "module", shortCircuit: true };
  },

  load(url, context, nextLoad) {
    const file = url.startsWith("file:") ? fileURLToPath(url) : "";
    if (!file.startsWith(appFolder + sep) || !file.endsWith(".ts")) return nextLoad(url, context);
    return { format: "module", source: withoutTypes(file), shortCircuit: true };
  },
});

/** Types become blanks, so that every line and column stays where the student sees it. */
function withoutTypes(file: string): string {
  const source = readFileSync(file, "utf8");
  const known = shipped[createHash("sha256").update(source).digest("hex")];
  if (known !== undefined) return known;
  const { transformSync }: typeof import("./types.ts") = createRequire(import.meta.url)("./app-types.js");
  try {
    return transformSync(source, { mode: "strip-only", filename: file }).code;
  } catch (error) {
    if (!isMistake(error)) throw error;
    const { message, snippet, startLine, startColumn } = error;
    const text = `${file}:${startLine}:${startColumn + 1}: ${message}\n${snippet}`;
    // The app says it, and runs without this strategy.
    if (dirname(file) === join(appFolder, "strategies")) throw new MistakeInFile(message, text);
    // Thrown from here, the error would come with the line of this bundle that threw it: 4 MB of it.
    writeSync(2, text);
    process.exit(1);
  }
}

/** As Node itself has it: the place is in the stack. */
class MistakeInFile extends SyntaxError {
  constructor(message: string, stack: string) {
    super(message);
    this.stack = stack;
  }
}

/** amaro throws this plain object for a syntax error. */
interface Mistake {
  readonly message: string;
  readonly snippet: string;
  readonly startLine: number;
  /** Counted from 0. */
  readonly startColumn: number;
}

function isMistake(error: unknown): error is Mistake {
  return typeof error === "object" && error !== null && "snippet" in error && "startLine" in error;
}
