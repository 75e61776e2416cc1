import * as vscode from "vscode";
import type { Session } from "../actions/session.ts";
import { isAbort } from "../common/lab-error.ts";
import type { Localized } from "../common/language.ts";
import type { Cell } from "../document/document.ts";
import { ranOutcome } from "../report/json-report.ts";
import type { CellExecution } from "./cell-execution.ts";
import { CellOutput, plainText } from "./cell-output.ts";
import { confirmDownload } from "./confirm-download.ts";
import { untrusted } from "./errors.ts";
import { failureItems } from "./failure-items.ts";
import { labCell, resultLanguage } from "./lab-cell.ts";
import { rememberOutcome } from "./last-outcomes.ts";
import { reachedBy } from "./reach.ts";
import { askMove } from "./walks.ts";

const cancelled: Localized = { en: "Cancelled.", ru: "Отменено." };

/** Runs one cell and shows what came of it. @returns true, false when it failed, undefined when cancelled. */
export async function runCellExecution(
  execution: CellExecution,
  session: Session,
): Promise<boolean | undefined> {
  const { cell, signal } = execution;
  const language = resultLanguage(cell.notebook, vscode.env.language);
  const output = new CellOutput(execution, language);
  let ran: Cell | undefined;
  let saidSo: Promise<void> | undefined;
  const onAbort = () => {
    saidSo = output.finish([plainText(cancelled[language])]);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  rememberOutcome(cell, undefined);
  try {
    if (!vscode.workspace.isTrusted) throw untrusted();
    // Loaded with the first cell that runs, so that opening a notebook costs nothing.
    const { hasStatementError, LoadTrace, progressItems, reportItems, runCell, walkItems } = await import(
      "./heavy.ts"
    );
    const trace = new LoadTrace();
    ran = labCell(cell);
    const report = await runCell(ran, {
      session,
      language,
      signal,
      progress: (update) => {
        if (update.load) trace.add(update.load);
        output.progress(() => progressItems(update, language, trace));
      },
      confirmDownload: (what) => confirmDownload(what[language]),
      // Where several cells run, nobody is asked: a walk goes through by itself.
      ...(execution.isAlone && {
        nextMove: async (soFar, possible, until) => {
          output.progress(() => walkItems(soFar, possible, language));
          return askMove(cell.notebook, possible, until);
        },
      }),
    });
    reachedBy(report.result);
    if (!signal.aborted) {
      rememberOutcome(cell, ranOutcome(ran, report));
      await output.finish(reportItems(report, language));
      return !hasStatementError(report);
    }
  } catch (error) {
    if (!signal.aborted && !isAbort(error)) {
      if (ran) rememberOutcome(cell, { cell: ran, status: "failed", error });
      await output.finish(failureItems(error, language));
      return false;
    }
    if (!saidSo) onAbort();
  } finally {
    output.stop();
    signal.removeEventListener("abort", onAbort);
  }
  await saidSo;
  return undefined;
}
