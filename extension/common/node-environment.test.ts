import assert from "node:assert/strict";
import { test } from "node:test";
import { nodeEnvironment } from "./node-environment.ts";

test("flags for every Node do not reach the lab's own, but for those of the network", () => {
  const runsAsNode = { ELECTRON_RUN_AS_NODE: "1" };
  const debugged = { PATH: "/bin", NODE_OPTIONS: '--inspect-brk=0 --require "/a folder/agent.cjs"' };
  assert.deepEqual(nodeEnvironment(debugged), { PATH: "/bin", ...runsAsNode });
  assert.deepEqual(nodeEnvironment({ NODE_OPTIONS: "--use-system-ca --inspect --use-env-proxy" }), {
    NODE_OPTIONS: "--use-system-ca --use-env-proxy",
    ...runsAsNode,
  });
  assert.deepEqual(nodeEnvironment({ NODE_EXTRA_CA_CERTS: "/ca.pem" }), {
    NODE_EXTRA_CA_CERTS: "/ca.pem",
    ...runsAsNode,
  });
});
