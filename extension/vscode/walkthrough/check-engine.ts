import * as vscode from "vscode";
import type { EngineCheck } from "../../stack/check-engine.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { reach } from "./context-keys.ts";

/**
 * Says what a start would run on. It works in Restricted Mode, too: the check runs nothing of the folder, and only
 * looks for Docker and the server programs of this machine.
 */
export function registerCheckEngine(labs: OpenLabs): vscode.Disposable {
  return registerCommand("checkEngine", async () => {
    const check = await findEngine(await labs.current());
    void vscode.window.showInformationMessage(inWords(check));
    return check;
  });
}

/** Starts nothing. @throws LabError that says what to install */
export async function findEngine({ session }: OpenLab): Promise<EngineCheck> {
  const { checkEngine } = await import("../on-demand.ts");
  // Each program that it asks has a limit of its own.
  const check = await checkEngine({ ...session.options, signal: new AbortController().signal });
  reach("engineFound");
  return check;
}

function inWords({ engine, missing }: EngineCheck): string {
  const words = editorWords().engineCheck;
  if (engine !== "embedded") return words[engine];
  if (missing.length === 0) return words.complete;
  const language = editorLanguage();
  return words.fetches(missing.map((what) => what[language]).join("; "));
}
