import * as vscode from "vscode";
import { explain } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";
import { confirmDownload, isTrusted } from "../consent.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { headlineOf } from "../running/headline.ts";
import { serversOf } from "../status-bar/stack-status-bar.ts";
import { type MistakePlace, mistakePlace } from "./mistake-place.ts";
import { withProgress } from "./with-progress.ts";

/** Start Stack, Stop Stack and Show Logs. */
export function registerStackCommands(labs: OpenLabs): vscode.Disposable {
  const channel = vscode.window.createOutputChannel("Surge Lab", "log");
  return vscode.Disposable.from(
    registerCommand("startStack", async () => {
      if (!isTrusted()) return;
      const lab = await labs.current();
      try {
        const versions = await startStack(lab);
        void vscode.window.showInformationMessage(editorWords().stack.runs(versions));
      } catch (error) {
        const place = mistakePlace(error, lab.session.options.stackFolder);
        if (!place) throw error;
        void offerToOpen(place, explain(error, editorLanguage()));
      }
    }),
    registerCommand("stopStack", async () => {
      if (!isTrusted()) return;
      const lab = labs.known() ?? (await labs.current());
      await lab.queue.cancelAll();
      void vscode.window.showInformationMessage(await runAction(lab, "stop"));
    }),
    // Reads only, so it needs no trust: in Restricted Mode there is no stack whose log it could show.
    registerCommand("showLogs", async () => {
      channel.replace(await logText(labs.known()));
      channel.show(true);
    }),
    channel,
  );
}

/** Leaves a stack that runs as it is, whatever it is made of. @returns what runs. */
async function startStack({ session }: OpenLab): Promise<string> {
  const { stack } = await withProgress("Surge Lab", (signal, progress) =>
    session.start({
      signal,
      progress,
      confirmDownload: (what) => confirmDownload(what[editorLanguage()]),
    }),
  );
  return serversOf(stack);
}

/** Leads the student to a mistake in the app that keeps it from starting. */
async function offerToOpen({ file, line }: MistakePlace, message: string): Promise<void> {
  const { openFile } = editorWords();
  if ((await vscode.window.showErrorMessage(message, openFile)) !== openFile) return;
  const start = new vscode.Position((line ?? 1) - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(file), {
    selection: new vscode.Range(start, start),
  });
}

/** Does what a cell with that action does, without a notebook. @returns the headline of the result. */
export async function runAction({ session }: OpenLab, name: "stop" | "reset"): Promise<string> {
  const { newCell, present, runCell } = await import("../on-demand.ts");
  const language = editorLanguage();
  const cell = newCell("yaml", undefined, `${name}:`, "\n");
  const confirm = (what: Localized) => confirmDownload(what[language]);
  const report = await withProgress(
    "Surge Lab",
    (signal, progress) => runCell(cell, { session, language, signal, progress, confirmDownload: confirm }),
    { cancellable: false },
  );
  return headlineOf(present(report, language)) ?? "";
}

async function logText(lab: OpenLab | undefined): Promise<string> {
  const stack = lab?.session.stack;
  const death = lab?.session.death;
  if (stack) {
    const lines = await stack.logs(new Date(0));
    return lines.map(({ service, text }) => `[${service}] ${text}\n`).join("");
  }
  return `${death ? explain(death, editorLanguage()) : editorWords().stack.noLog}\n`;
}
