import * as vscode from "vscode";
import { languageOf } from "../../common/language.ts";
import type { EngineCheck } from "../../stack/check-engine.ts";
import type { OpenLabs } from "../open-labs.ts";
import { isTrusted } from "../trust.ts";
import { findEngine } from "../walkthrough.ts";
import { registerCommand } from "./register.ts";

/** What a start would run on, said before anything starts. */
export function registerCheckEngine(labs: OpenLabs): vscode.Disposable {
  return registerCommand("checkEngine", async () => {
    if (!isTrusted()) return undefined;
    const check = await findEngine(await labs.current());
    void vscode.window.showInformationMessage(inWords(check));
    return check;
  });
}

function inWords({ engine, missing }: EngineCheck): string {
  if (engine === "compose") {
    return vscode.l10n.t("Docker answers: the lab's servers will run in containers.");
  }
  if (engine === "attach") {
    return vscode.l10n.t("The servers are those that it was attached to: they are tried at the start.");
  }
  if (missing.length === 0) {
    return vscode.l10n.t("PostgreSQL and Redis are on this machine: the lab will run them itself.");
  }
  const language = languageOf(vscode.env.language);
  const items = missing.map((what) => what[language]).join("; ");
  return vscode.l10n.t("The lab can run here. At its first start it will ask before it fetches: {0}.", items);
}
