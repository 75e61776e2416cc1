// The editor's extension host dies in the middle of a load, as in a crash: 5 s later nothing of the lab is left.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { makeLabFolder } from "./lab-folder.ts";
import { descendants, listeningPorts, stillListening, stillRunning } from "./processes.ts";
import { packagedExtension, quietLab, type Rig, startRig } from "./rig.ts";
import { openLabWindow, outputSays, outputText, runCell, startCell } from "./workbench.ts";

const skip = process.platform === "linux" ? false : "processes are looked at through /proc";
const fence = "```";
const notebook = `${fence}yaml lab start
start:
${fence}

${fence}yaml lab long
load: { strategy: buffered, duration: 60, connections: 10 }
${fence}
`;

let rig: Rig;

before(async () => {
  if (!skip) rig = await startRig({ vsix: packagedExtension(), settings: quietLab });
});
after(() => rig?.close());

test("SIGKILL of the extension host in the middle of a load leaves nothing behind", { skip }, async () => {
  const folder = await makeLabFolder(rig.folder, { "kill.lab.md": notebook });
  const temporary = path.join(rig.folder, "tmp");
  const tidy = await readdir(temporary);
  const page = await openLabWindow(rig, { folder, language: "en" }, "kill.lab.md");
  assert.equal(await runCell(page, "start"), true, await outputText(page, "start"));
  await startCell(page, "long");
  await outputSays(page, "long", /\d\d/);

  const host = (await descendants(rig.server.pid)).find(({ command }) => /type=extensionHost/.test(command));
  assert(host, "the extension host is found");
  const ours = await descendants(host.pid);
  const commands = ours.map(({ command }) => command).join("\n");
  for (const program of ["supervisor", "postgres", /redis|valkey/, "app-loader", /load\.js/]) {
    assert(new RegExp(program).test(commands), `${program} runs below the extension host:\n${commands}`);
  }
  const ports = await listeningPorts(ours.map(({ pid }) => pid));
  assert(ports.length >= 3, `PostgreSQL, Redis and the app listen: ${ports}`);

  process.kill(host.pid, "SIGKILL");
  const killedAt = performance.now();
  while (performance.now() - killedAt < 5000 && (await stillRunning(ours)).length > 0) await sleep(50);
  console.log(`Everything was gone ${Math.round(performance.now() - killedAt)} ms after the kill.`);
  assert.deepEqual(await stillRunning(ours), []);
  assert.deepEqual(await stillListening(ports), []);
  const left = (await readdir(temporary)).filter((name) => !tidy.includes(name) && /surge/.test(name));
  assert.deepEqual(left, []);
});
