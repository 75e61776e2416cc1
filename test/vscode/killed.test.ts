// The editor's extension host dies in the middle of a load, as in a crash: 5 s later nothing of the lab is left.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openLab } from "./lab-window.ts";
import { descendants, listeningPorts, stillListening, stillRunning } from "./processes.ts";
import { outputSays, outputText, runCell, startCell } from "./workbench.ts";

const skip = process.platform === "linux" ? false : "processes are looked at through /proc";
const fence = "```";
const notebook = `${fence}yaml lab start
start:
${fence}

${fence}yaml lab long
load: { strategy: buffered, duration: 60, connections: 10 }
${fence}
`;

const isLoad = ({ command }: { readonly command: string }) => /load\.js/.test(command);

test("SIGKILL of the extension host in the middle of a load leaves nothing behind", { skip }, async () => {
  await using lab = await openLab("kill.lab.md", { files: { "kill.lab.md": notebook } });
  const { rig, page } = lab;
  const temporary = path.join(rig.folder, "tmp");
  const tidy = await readdir(temporary);
  assert.equal(await runCell(page, "start"), true, await outputText(page, "start"));
  await startCell(page, "long");
  await outputSays(page, "long", /\d\d/);

  const host = (await descendants(rig.server.pid)).find(({ command }) => /type=extensionHost/.test(command));
  assert(host, "the extension host is found");
  // The cell says something as soon as it begins, before its load process runs.
  let ours = await descendants(host.pid);
  for (let waited = 0; waited < 20_000 && !ours.some(isLoad); waited += 100) {
    await sleep(100);
    ours = await descendants(host.pid);
  }
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
