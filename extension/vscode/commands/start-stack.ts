import * as vscode from "vscode";
import { languageOf } from "../../common/language.ts";
import { confirmDownload } from "../confirm-download.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { isTrusted } from "../trust.ts";
import { withProgress } from "./progress.ts";
import { registerCommand } from "./register.ts";

export function registerStartStack(labs: OpenLabs): vscode.Disposable {
  return registerCommand("startStack", async () => {
    if (!isTrusted()) return;
    const { engine, versions } = await startStack(await labs.current());
    const { postgres, redis } = versions;
    const say = vscode.l10n.t("The stack runs ({0}): PostgreSQL {1}, Redis {2}.", engine, postgres, redis);
    void vscode.window.showInformationMessage(say);
  });
}

async function startStack({ session }: OpenLab) {
  const { stack } = await withProgress(vscode.l10n.t("Starting the stack"), (signal, progress) =>
    session.start({
      signal,
      progress,
      confirmDownload: (what) => confirmDownload(what[languageOf(vscode.env.language)]),
    }),
  );
  return stack;
}
