import * as vscode from "vscode";
import { strategyMistakes } from "../../actions/strategies/mistakes.ts";
import type { OpenLabs } from "../open-labs.ts";

const patienceMs = 10_000;

/** Marks what keeps a strategy from running, in its file, as long as the app that has taken it up runs. */
export function registerStrategyDiagnostics(labs: OpenLabs): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("surge-lab-strategies");
  let latest = 0;
  const look = async () => {
    latest += 1;
    const look = latest;
    const found = await mistakes(labs);
    // What was asked earlier may be answered later.
    if (look !== latest) return;
    collection.clear();
    for (const [path, diagnostic] of found) collection.set(vscode.Uri.file(path), [diagnostic]);
  };
  const lookIfStrategies = (uris: readonly vscode.Uri[]) => {
    if (uris.some(({ path }) => /\/strategies\/[^/]+\.(ts|py)$/.test(path))) void look();
  };
  return vscode.Disposable.from(
    collection,
    labs.onDidChange(() => void look()),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => lookIfStrategies([uri])),
    vscode.workspace.onDidDeleteFiles(({ files }) => lookIfStrategies(files)),
    vscode.workspace.onDidCreateFiles(({ files }) => lookIfStrategies(files)),
  );
}

async function mistakes(labs: OpenLabs): Promise<[path: string, diagnostic: vscode.Diagnostic][]> {
  const running = labs.all.filter(({ session }) => session.stack !== undefined);
  if (running.length === 0) return [];
  const signal = AbortSignal.timeout(patienceMs);
  // An app that does not answer has other troubles, which its cells tell.
  const asked = running.map(({ session }) => strategyMistakes(session, signal).catch(() => []));
  return (await Promise.all(asked)).flat().map(({ path, line, column, message }) => {
    const place = new vscode.Position(Math.max(line - 1, 0), Math.max(column - 1, 0));
    const diagnostic = new vscode.Diagnostic(new vscode.Range(place, place), message);
    diagnostic.source = "Surge Lab";
    return [path, diagnostic];
  });
}
