// Faults, while a load runs, of servers that the lab is attached to and cannot start again.
import { spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { openAttachedLab, startNamesServer } from "../support/attached-lab.ts";
import { type Case, endsWell, isError, isResult, late, takeConnections } from "../support/faults.ts";
import { aboutFence, ownNetwork } from "../support/namespaces.ts";
import { commandLine, descendantsOf } from "../support/stack.ts";
import { inOwnProcess } from "../support/strike-lab.ts";

describe("what befalls the servers of others while a load runs", {
  skip: process.platform === "win32" && "no process can be stopped there",
}, () => {
  let attached: Awaited<ReturnType<typeof openAttachedLab>>;
  before(async () => {
    attached = await openAttachedLab();
  });
  after(async () => {
    await attached?.lab.session.stop();
    await attached?.remove();
  });

  type Name = "postgres" | "redis" | "app";
  const words = {
    postgres: () => `-p ${attached.postgres.port} `,
    redis: () => `:${attached.redis.port}`,
    app: () => "server.ts",
  };
  /** To its process, and to those that it has for its clients. */
  async function send(server: Name, signal: NodeJS.Signals): Promise<void> {
    for (const pid of await descendantsOf(process.pid)) {
      if (!(await commandLine(pid)).includes(words[server]())) continue;
      for (const each of [pid, ...(await descendantsOf(pid))]) process.kill(each, signal);
      return;
    }
    throw new Error(`There is no ${server}.`);
  }
  const killed =
    (server: "postgres" | "redis"): Case["strike"] =>
    async () => {
      await send(server, "SIGKILL");
      await attached[server].stop();
      return () => attached[server].start();
    };
  const restarted =
    (server: "postgres" | "redis"): Case["strike"] =>
    async () => {
      await attached[server].stop();
      await attached[server].start();
      return undefined;
    };
  const stopped =
    (server: "postgres" | "redis"): Case["strike"] =>
    async () => {
      await send(server, "SIGSTOP");
      return () => send(server, "SIGCONT");
    };
  const ending =
    (signal: NodeJS.Signals): Case["strike"] =>
    async () => {
      await send("app", signal);
      return undefined;
    };

  const postgresGone = ["connection-lost", "ECONNREFUSED", "ECONNRESET", "57P01", "57P03"];
  const redisGone = ["redis-reply-lost", "redis-unavailable", "redis-timeout"];
  const cases: Readonly<Record<string, Case>> = {
    "PostgreSQL is killed": {
      says: "it does not answer",
      strategy: "atomic",
      strike: killed("postgres"),
      meanwhile: startNamesServer,
      expect: isResult(["open"], ...postgresGone),
    },
    "Redis is killed": {
      says: "HTTP 503 redis-unavailable",
      strategy: "buffered",
      strike: killed("redis"),
      meanwhile: startNamesServer,
      expect: isResult(["open"], ...redisGone),
    },
    "PostgreSQL stands still": {
      says: "it does not answer",
      strategy: "atomic",
      strike: stopped("postgres"),
      meanwhile: startNamesServer,
      expect: isResult(["open"], ...late),
    },
    "Redis stands still": {
      says: "HTTP 503 redis-timeout Command timed out",
      strategy: "buffered",
      strike: stopped("redis"),
      meanwhile: startNamesServer,
      expect: isResult(["open"], ...redisGone),
    },
    "PostgreSQL is restarted": {
      strategy: "atomic",
      strike: restarted("postgres"),
      expect: isResult(["exact", "open"], ...postgresGone),
    },
    "Redis is restarted": {
      strategy: "buffered",
      strike: restarted("redis"),
      expect: isResult(["exact", "open"], ...redisGone),
    },
    "others take every connection": {
      strategy: "buffered",
      strike: () => takeConnections(attached.postgres.url),
      expect: isResult(["open"]),
    },
    "the app is killed": {
      says: "The app has stopped (SIGKILL)",
      strategy: "atomic",
      strike: ending("SIGKILL"),
      expect: isError("server-died"),
    },
    "the app stands still": {
      says: "The app answers nobody: something has stopped its process where it stands",
      strategy: "buffered",
      strike: ending("SIGSTOP"),
      expect: isError("app-stopped"),
    },
  };
  for (const [name, one] of Object.entries(cases)) {
    test(`${name}: the load ends, and the next start works`, async (t) => {
      await attached.lab.run("start:");
      await attached.lab.run("reset:");
      await endsWell(t, attached.lab, one);
    });
  }
});

const hasIptables = spawnSync("iptables", ["--version"]).status === 0;

for (const strategy of ["atomic", "buffered"]) {
  test(`the network between is cut while a load of ${strategy} runs: it ends, and the next start works`, {
    // PostgreSQL runs as another user, whom a namespace of a plain user does not have.
    skip: process.getuid?.() !== 0 || aboutFence() || (!hasIptables && "there is no iptables"),
  }, async (t) => {
    const cut =
      "for port in $PORTS; do for end in sport dport; do iptables -A INPUT -p tcp --$end $port -j DROP || exit; done; done";
    await inOwnProcess(t, {
      before: ownNetwork,
      env: {},
      words: [strategy, cut, "iptables -F INPUT", "attach"],
      expect: isResult(["open"], ...late, "redis-timeout"),
    });
  });
}
