// npm run code [-- FOLDER]: builds and packs the extension, then opens the lab in the desktop VS Code when there is one,
// else in a browser. The student's copy of the lab is in FOLDER, ~/surge-lab by default; what is there is never overwritten.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { provideCodeServer } from "./code-server.mjs";
import { findBrowser } from "./find-browser.mjs";
import { downloadAdvice } from "./npm-settings.mjs";
import { fail, root, run } from "./prepare.mjs";

const folder = path.resolve(
  process.env.INIT_CWD ?? ".",
  process.argv[2] ?? path.join(homedir(), "surge-lab"),
);
const locale =
  process.env.LC_ALL ||
  process.env.LC_MESSAGES ||
  process.env.LANG ||
  Intl.DateTimeFormat().resolvedOptions().locale;
const profiles = path.join(root, ".vscode-test");
const notebook = path.join(folder, `surge.${locale.toLowerCase().startsWith("ru") ? "ru" : "en"}.lab.md`);

const { name, version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
const vsix = path.join(root, `${name}-${version}.vsix`);
try {
  await import("./package.mjs");
  await copyLab();
  const desktop = await findDesktop();
  await (desktop ? openDesktop(...desktop) : openInBrowser());
} catch (error) {
  fail(
    `The lab could not be opened: ${error.message}`,
    `${downloadAdvice(error.message)} Or set VSCODE_PATH to a desktop VS Code to use that one.`,
  );
}

/** Adds what is not there yet. */
async function copyLab() {
  await mkdir(folder, { recursive: true });
  for (const part of ["notebooks", "lab-stack"]) {
    await cp(path.join(root, part), part === "notebooks" ? folder : path.join(folder, part), {
      recursive: true,
      force: false,
      filter: (source) => !/[\\/]node_modules$|\.test\.ts$/.test(source),
    });
  }
  console.log(`The lab is in ${folder}. Files that were there already are as you left them.`);
}

/** What to call with VS Code's own arguments after it. */
async function findDesktop() {
  if (process.env.VSCODE_PATH) {
    const { resolveCliArgsFromVSCodeExecutablePath } = await import("@vscode/test-electron");
    return resolveCliArgsFromVSCodeExecutablePath(process.env.VSCODE_PATH, { reuseMachineInstall: true });
  }
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const places = (process.env.PATH ?? "").split(path.delimiter).map((place) => path.join(place, name));
  const code = places.find((file) => existsSync(file));
  return code && [code];
}

/** In a profile of its own, so that the student's VS Code stays as it is. */
async function openDesktop(code, ...first) {
  const profile = path.join(profiles, "desktop");
  const folders = ["--user-data-dir", path.join(profile, "user-data")];
  const args = [...first, ...folders, "--extensions-dir", path.join(profile, "extensions")];
  await ended(code, [...args, "--install-extension", vsix, "--force"]);
  await ended(code, [...args, folder, notebook]);
  console.log("The lab is open in VS Code.");
}

async function ended(command, args) {
  // Only through a shell does Windows start a .cmd, and the shell wants its quotes.
  const shell = process.platform === "win32";
  const [program, ...words] = shell ? [command, ...args].map((word) => `"${word}"`) : [command, ...args];
  if ((await run(program, words, { shell })) !== 0) throw new Error(`${command} failed.`);
}

async function openInBrowser() {
  const codeServer = await provideCodeServer({ progress: (text) => console.log(text) });
  const runFolder = await mkdtemp(path.join(tmpdir(), "surge-code-"));
  await chmod(runFolder, 0o755);
  const folders = { runFolder, profileFolder: path.join(profiles, "browser") };
  await codeServer.installExtension({ ...folders, vsix });
  const settings = {
    "security.workspace.trust.enabled": false,
    // So that the file waits for the extension instead of opening as text.
    "workbench.editorAssociations": { "*.lab.md": "surge-lab" },
  };
  // Others may have an account on this machine.
  const password = randomBytes(6).toString("hex");
  const server = await codeServer.start({ ...folders, settings, password });
  const url = new URL(server.url);
  url.searchParams.set("folder", folder);
  url.searchParams.set("payload", JSON.stringify([["openFile", `vscode-remote://${url.host}${notebook}`]]));
  console.log(`Open the lab in a browser: ${url.href}\nPassword: ${password}\nCtrl+C ends it.`);
  openBrowser(url.href);
  await new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, done);
  });
  console.log("\nEnding…");
  await server.stop();
  await rm(runFolder, { recursive: true, force: true, maxRetries: 20 });
}

/** Only where somebody can see it. */
function openBrowser(url) {
  const seen = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const browser = seen && findBrowser();
  if (browser) spawn(browser, [url], { detached: true, stdio: "ignore" }).unref();
}
