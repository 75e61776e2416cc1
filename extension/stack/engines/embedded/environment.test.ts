import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanEnvironment } from "./environment.ts";

test("a user's variables for other servers, interpreters and debuggers do not reach the lab's servers", () => {
  const foreign = {
    PGHOST: "db.example.org",
    PGDATA: "/data",
    PGSSLMODE: "require",
    PYTHONPATH: "/site",
    PYTHONHOME: "/python",
    PYTHON_GIL: "0",
    SURGE_LAB_POSTGRES_URL: "postgresql://classroom",
    NODE_OPTIONS: "--inspect-brk",
    NODE_UNIQUE_ID: "1",
    NODE_CHANNEL_FD: "3",
    JAVA_TOOL_OPTIONS: "-javaagent:/agent.jar",
    JDK_JAVA_OPTIONS: "-Xmx64m",
    _JAVA_OPTIONS: "-Xmx64m",
    CLASSPATH: "/classes",
  };
  const own = { PATH: "/usr/bin", HOME: "/home/student", LANG: "C.UTF-8", TMPDIR: "/tmp", PORT: "3000" };
  assert.deepEqual(cleanEnvironment({ PORT: "0", PYTHONUTF8: "1" }, { ...foreign, ...own }), {
    ...own,
    PORT: "0",
    PYTHONUTF8: "1",
  });
});
