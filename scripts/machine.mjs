// What the tests need of the machine beside Node. Where this may install (root on Debian or Ubuntu) it does; elsewhere it
// says at the start, in one list, what is missing, which command brings it, and what is skipped without it.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { findBrowser, headlessShell } from "./find-browser.mjs";
import { fail, run } from "./prepare.mjs";

const answers = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

const offered = (name) => answers("apt-cache", "show", name);
const browserSuites = ["renderer", "vscode", "looks", "pictures"];

/** Without an optional one everything runs as well. */
const needs = [
  {
    name: "a browser (Chromium, Chrome or Edge)",
    found: () => findBrowser() !== undefined,
    debian: ["chromium"],
    brew: "--cask chromium",
    remedy: "or set CHROMIUM_PATH",
    skipped: "the suites renderer and vscode",
    suites: browserSuites,
  },
  {
    name: "Chromium's headless shell, which takes a third less of the processor",
    // Some distributions have none. As long as no package list has been fetched, nobody knows.
    found: () =>
      Boolean(process.env.CHROMIUM_PATH) ||
      existsSync(headlessShell) ||
      (findBrowser() !== undefined && !offered("chromium-headless-shell")),
    debian: ["chromium-headless-shell"],
    isOptional: true,
    suites: browserSuites,
  },
  {
    name: "PgBouncer",
    // The lab unpacks Debian's package itself, and looks where only root's PATH leads.
    found: () =>
      ["apt-get", "pgbouncer"].some((name) => answers("which", name)) || existsSync("/usr/sbin/pgbouncer"),
    debian: ["pgbouncer"],
    brew: "pgbouncer",
    skipped: "what is tested with PgBouncer",
  },
  {
    name: "RabbitMQ",
    // Its programs may be on nobody's PATH but root's.
    found: () => existsSync("/usr/lib/rabbitmq/bin/rabbitmq-server") || answers("which", "rabbitmq-server"),
    debian: ["rabbitmq-server"],
    brew: "rabbitmq",
    skipped: "what is tested with RabbitMQ",
  },
  {
    name: "Java 17",
    found: () => answers("java", "-version"),
    debian: ["default-jre-headless"],
    brew: "openjdk",
    skipped: "what is tested with Kafka",
  },
  {
    name: "Maven, which fetches Kafka",
    found: () => Boolean(process.env.KAFKA_HOME) || answers("mvn", "--version"),
    debian: ["maven"],
    brew: "maven",
    remedy: "or set KAFKA_HOME to an unpacked Kafka 4",
    skipped: "what is tested with Kafka",
  },
  {
    name: "Python 3.11 with venv",
    found: () =>
      answers("python3", "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"),
    debian: ["python3", "python3-venv"],
    brew: "python",
    skipped: "what is tested with the app in Python",
  },
  {
    name: "libfaketime",
    found: () =>
      process.platform !== "linux" ||
      readdirSync("/usr/lib").some((folder) => existsSync(`/usr/lib/${folder}/faketime/libfaketime.so.1`)),
    debian: ["libfaketime"],
    skipped: "a load while the clock is set",
  },
  {
    name: "iptables",
    found: () => process.platform !== "linux" || answers("iptables", "--version"),
    debian: ["iptables"],
    skipped: "a load on attached servers while the network is cut",
  },
  {
    name: "a Docker engine",
    found: () => Boolean(process.env.SURGE_LAB_DOCKER) || answers("docker", "info"),
    debian: [],
    remedy:
      "start Docker, or set SURGE_LAB_DOCKER to a command that runs another one where an engine answers",
    skipped: "the suite compose",
    suites: ["compose"],
  },
];

/**
 * Installs what it may of what these suites need. @returns those that cannot run here.
 * With CI in the environment nothing may be skipped: what is missing ends the command.
 */
export async function prepareMachine(wanted) {
  const concerns = ({ suites }) => !suites || suites.some((suite) => wanted.includes(suite));
  const missing = needs.filter((need) => concerns(need) && !need.found());
  if (missing.length === 0) return [];
  const packages = missing.flatMap(({ debian }) => debian);
  if (packages.length > 0 && process.getuid?.() === 0 && answers("apt-get", "--version")) {
    console.log(`Installing what the tests need: ${packages.join(", ")}…`);
    const optional = missing.filter(({ isOptional }) => isOptional).flatMap(({ debian }) => debian);
    await installPackages(packages, optional);
  }
  const still = missing.filter((need) => !need.isOptional && !need.found());
  if (still.length === 0) return [];
  const list = still.map((need) => `  ${need.name}: ${remedyOf(need)}\n    without it: ${need.skipped}`);
  if (process.env.CI) fail(`This machine lacks:\n${list.join("\n")}`, "In CI nothing is skipped.");
  console.log(`This machine lacks:\n${list.join("\n")}\n`);
  return still.flatMap(({ suites = [] }) => suites);
}

function remedyOf({ debian, brew, remedy }) {
  const commands = {
    darwin: brew && `brew install ${brew}`,
    linux: debian.length > 0 && `sudo apt install ${debian.join(" ")}`,
  };
  return [commands[process.platform], remedy].filter(Boolean).join(", ");
}

/** Another installation may hold apt's lock, and a mirror may fail for a moment. */
async function installPackages(packages, optional) {
  // The tests run a broker of their own: the package must not start one as well.
  const policy = "/usr/sbin/policy-rc.d";
  const own = !existsSync(policy);
  if (own) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...words) =>
    run("apt-get", ["-o", "DPkg::Lock::Timeout=120", "-q", ...words], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
  try {
    const attempts = packages.length > optional.length ? 5 : 1;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const updated = (await apt("update")) === 0;
      const offer = packages.filter((name) => !optional.includes(name) || offered(name));
      if (updated && (await apt("install", "-y", "--no-install-recommends", ...offer)) === 0) return;
      console.error(`apt-get failed (attempt ${attempt} of ${attempts})`);
    }
  } finally {
    if (own) rmSync(policy);
  }
}
