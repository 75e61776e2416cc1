import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { programError } from "./errors.ts";
import { findProgram, pathFolders } from "./program-path.ts";
import { filesIn, type Received, tellReceived } from "./received.ts";
import type { ProgramResult } from "./run-program.ts";
import { runTiedProgram } from "./run-tied-program.ts";

/** How deep dependencies are followed: a library of a library of a library. */
const depth = 3;

/** Fetches and unpacks packages of Debian or Ubuntu as an ordinary user; nothing gets installed. */
export class AptPackages {
  readonly #env: NodeJS.ProcessEnv;
  readonly #signal: AbortSignal;

  private constructor(env: NodeJS.ProcessEnv, signal: AbortSignal) {
    this.#env = { ...env, LC_ALL: "C.UTF-8" };
    this.#signal = signal;
  }

  /** undefined on a system without apt. */
  static async find(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<AptPackages | undefined> {
    const needed = ["apt-get", "apt-cache", "dpkg", "ldd"];
    const found = await Promise.all(needed.map((name) => findProgram(name, pathFolders(env))));
    return found.every((path) => path !== undefined) ? new AptPackages(env, signal) : undefined;
  }

  /**
   * Unpacks the packages into the folder, and then, as long as `missing` names libraries, the packages that
   * they depend on and that are not installed.
   */
  async unpack(
    folder: string,
    names: readonly string[],
    missing: () => Promise<string[]>,
    received: Received,
  ): Promise<void> {
    const own = join(folder, ".apt");
    await tellReceived(this.#unpackInto(own, folder, names, missing), allArriving(own), received);
  }

  async #unpackInto(
    own: string,
    folder: string,
    names: readonly string[],
    missing: () => Promise<string[]>,
  ): Promise<void> {
    try {
      const options = await this.#privateLists(own, names);
      const there = new Set([...(await this.#installed()), ...names]);
      let wanted = [...names];
      for (let round = 0; round <= depth && wanted.length > 0; round += 1) {
        await this.#fetch(own, options, wanted, names);
        await this.#unpackAll(own, folder);
        if ((await missing()).length === 0) return;
        const next = await this.#libraries(options, wanted);
        wanted = next.filter((name) => !there.has(name));
        for (const name of wanted) there.add(name);
      }
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  }

  /** The system's sources with lists of our own: its own lists may be old, empty, or only for root. */
  async #privateLists(own: string, names: readonly string[]): Promise<string[]> {
    await mkdir(join(own, "lists", "partial"), { recursive: true });
    await mkdir(join(own, "cache", "archives", "partial"), { recursive: true });
    const settings = [
      `Dir::State=${own}`,
      `Dir::State::lists=${join(own, "lists")}`,
      "Dir::State::status=/var/lib/dpkg/status",
      `Dir::Cache=${join(own, "cache")}`,
      "Debug::NoLocking=true",
      // As root it would change to a user who may not write here.
      "APT::Sandbox::User=root",
      "APT::Update::Post-Invoke::=true",
      "Acquire::Retries=1",
      "Acquire::http::Timeout=15",
      "Acquire::https::Timeout=15",
      "Acquire::Languages=none",
      ...["DEP-11", "DEP-11-icons-small", "DEP-11-icons", "Contents-deb"].map(
        (name) => `Acquire::IndexTargets::deb::${name}::DefaultEnabled=false`,
      ),
    ];
    const options = settings.flatMap((setting) => ["-o", setting]);
    const { code, stderr } = await this.#run("apt-get", [...options, "-q", "update"]);
    const complaint = complaintIn(stderr);
    if (code !== 0 || !(await hasLists(own))) throw aptError(complaint ?? stderr, names);
    return options;
  }

  /** @param names the packages for which it fetches the wanted ones */
  async #fetch(
    own: string,
    options: readonly string[],
    wanted: readonly string[],
    names: readonly string[],
  ): Promise<void> {
    const { code, stderr } = await this.#run("apt-get", [...options, "-q", "download", ...wanted], own);
    if (code !== 0) throw aptError(complaintIn(stderr) ?? stderr, names);
  }

  async #unpackAll(own: string, folder: string): Promise<void> {
    for (const file of (await readdir(own)).filter((name) => name.endsWith(".deb"))) {
      const { code, stderr } = await this.#run("dpkg", ["-x", join(own, file), folder]);
      if (code !== 0) throw programError("download-failed", { file, reason: stderr.trim() });
      await rm(join(own, file));
    }
  }

  /** The libraries on which these packages depend directly. */
  async #libraries(options: readonly string[], names: readonly string[]): Promise<string[]> {
    const { stdout } = await this.#run("apt-cache", [...options, "depends", "--important", ...names]);
    const found = [...stdout.matchAll(/^\s*\|?(?:Pre)?Depends: ((?:lib|lua-)[\w.+-]+)/gm)];
    return [...new Set(found.map(([, name = ""]) => name))].filter((name) => name !== "libc6");
  }

  async #installed(): Promise<string[]> {
    const { stdout } = await this.#run("dpkg", ["--get-selections"]);
    return [...stdout.matchAll(/^([^\s:]+)\S*\s+(?:install|hold)$/gm)].map(([, name = ""]) => name);
  }

  #run(program: string, args: readonly string[], cwd?: string): Promise<ProgramResult> {
    const options = { env: this.#env, signal: this.#signal };
    return runTiedProgram(program, args, cwd === undefined ? options : { ...options, cwd });
  }
}

/** What has arrived until now: apt unpacks and removes a list as soon as it is complete. */
function allArriving(own: string): () => Promise<number> {
  const sizes = new Map<string, number>();
  return async () => {
    const folders = [join(own, "lists", "partial"), own];
    for (const { name, size } of (await Promise.all(folders.map((folder) => filesIn(folder)))).flat()) {
      const arrives = /\.(xz|gz|bz2|lz4|zst|deb)$/.test(name);
      if (arrives) sizes.set(name, Math.max(size, sizes.get(name) ?? 0));
    }
    return [...sizes.values()].reduce((sum, size) => sum + size, 0);
  };
}

async function hasLists(own: string): Promise<boolean> {
  return (await readdir(join(own, "lists"))).some((name) => name.includes("_Packages"));
}

function complaintIn(stderr: string): string | undefined {
  return stderr.split("\n").find((line) => /^[EW]: /.test(line));
}

/** Explains what apt printed. @param names the packages, the one that was asked for last */
export function aptError(reason: string, names: readonly string[]) {
  const network =
    /Could not resolve|Temporary failure|Could not connect|Connection (refused|timed out|reset)|Network is unreachable|Unable to connect/i;
  const words = reason.replace(/^[EW]: /, "").trim();
  const code = network.test(reason) ? "download-offline" : "download-failed";
  return programError(code, { file: names.at(-1) ?? "", reason: words });
}
