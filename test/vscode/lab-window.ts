import { chmod, cp, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { copyStack } from "../support/copy-stack.ts";
import { projectFolder } from "./host-bundle.ts";
import type { Rig, WindowOptions } from "./rig.ts";
import { sharedRig } from "./shared-rig.ts";
import { noteSteps, openNotebook } from "./workbench.ts";

/** A window on a lab folder of its own; with `await using` it is closed at the end of the test, however that goes. */
export interface LabWindow extends AsyncDisposable {
  readonly rig: Rig;
  readonly page: Page;
  readonly folder: string;
}

interface LabWindowOptions extends Pick<WindowOptions, "settings" | "scale" | "moves"> {
  /** Added to the folder, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** One that another window has made, instead of a folder of its own. */
  readonly folder?: string;
}

/** Opens the notebook, in VS Code's language for `*.ru.lab.md`, when the extensions are known. */
export async function openLab(
  notebook: string,
  { files = {}, folder: made, ...window }: LabWindowOptions = {},
): Promise<LabWindow> {
  const rig = await sharedRig();
  const folder = made ?? (await makeLabFolder(rig.folder, files));
  const hosts = await extensionHosts(rig.server.userData);
  const language = notebook.endsWith(".ru.lab.md") ? "ru" : "en";
  const page = await rig.openWindow({ folder, language, ...window });
  const close = () => rig.closeWindow(page);
  try {
    while ((await extensionHosts(rig.server.userData)) <= hosts) await sleep(50);
    await openNotebook(page, notebook);
    noteSteps(page, await readFile(path.join(folder, notebook), "utf8"));
  } catch (error) {
    await close();
    throw error;
  }
  return { rig, page, folder, [Symbol.asyncDispose]: close };
}

/** As a student may have it: a space and Cyrillic letters in its path, the notebooks and the app in it. */
async function makeLabFolder(parent: string, files: Readonly<Record<string, string>>): Promise<string> {
  const own = await mkdtemp(path.join(parent, "student-"));
  // The servers of the lab run as another user when we are root, and must get through.
  await chmod(own, 0o755);
  const folder = path.join(own, "Лаба №1 surge");
  await mkdir(folder);
  await cp(path.join(projectFolder, "notebooks"), folder, { recursive: true });
  await copyStack(path.join(folder, "lab-stack"));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

/** How many extension hosts of a server have come up so far; each window has its own. */
export async function extensionHosts(userData: string): Promise<number> {
  const files = await readdir(path.join(userData, "logs"), { recursive: true }).catch(() => []);
  const logs = files.filter((file) => /exthost\d+[\\/]remoteexthost\.log$/.test(file));
  const texts = await Promise.all(logs.map((file) => readFile(path.join(userData, "logs", file), "utf8")));
  // One that takes the place of another writes into the same file.
  return texts.reduce((count, text) => count + text.split("Eager extensions activated").length - 1, 0);
}
