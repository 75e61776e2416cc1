import * as vscode from "vscode";
import type { Session } from "../../actions/session.ts";
import { isAbort } from "../../common/lab-error.ts";
import type { Cell } from "../../document/document.ts";
import type { CellOutcome } from "../../report/json-report.ts";
import { confirmDownload, confirmSuperuser } from "../consent.ts";
import { editorError } from "../errors.ts";
import { labCell, resultLanguage } from "../notebook/lab-cell.ts";
import { keepOutcome } from "../results/keep-outcome.ts";
import { reachedBy } from "../walkthrough/context-keys.ts";
import { words } from "../words.ts";
import type { CellExecution } from "./cell-execution.ts";
import { CellOutput, noticeItems } from "./cell-output.ts";
import { rememberOutcome } from "./last-outcomes.ts";
import type { RunEnd } from "./run-queue.ts";
import { askMove } from "./waiting-walks.ts";

/** Runs one cell and shows what came of it. */
export async function runCellExecution(execution: CellExecution, session: Session): Promise<RunEnd> {
  const { cell, signal } = execution;
  const language = resultLanguage(cell.notebook);
  const output = new CellOutput(execution, language);
  let ran: Cell | undefined;
  let saidSo: Promise<void> | undefined;
  const onAbort = () => {
    saidSo = output.finish(noticeItems(words[language].cell.cancelled, language));
  };
  signal.addEventListener("abort", onAbort, { once: true });
  const remember = (outcome: CellOutcome) => {
    execution.outcome = outcome;
    rememberOutcome(cell, outcome);
    keepOutcome(cell, { outcome, startedAt: execution.startedAt, endedAt: new Date() });
  };
  rememberOutcome(cell, undefined);
  try {
    if (!vscode.workspace.isTrusted) throw editorError("untrusted");
    // Loaded with the first cell that runs, so that opening a notebook costs nothing.
    const lab = await import("../on-demand.ts");
    const soFar = new lab.LoadSlices();
    ran = labCell(cell);
    const missing = await lab.unmetNeed(ran, { session, signal });
    if (missing && !signal.aborted) {
      remember({ cell: ran, status: "skipped", missing });
      await output.finish(lab.lineItems(lab.skippedLine(missing, language), language));
      return "skipped";
    }
    const foresight = lab.foresightOf(ran);
    // A load has all of its height from the first moment on.
    if (session.state === "running" && lab.actionName(ran) === "load")
      output.progress(() => lab.progressItems(lab.loadToCome, language, soFar, foresight));
    const report = await lab.runCell(ran, {
      session,
      language,
      signal,
      progress: (update) => {
        if (update.load) soFar.add(update.load);
        output.progress(() => lab.progressItems(update, language, soFar, foresight));
      },
      confirmDownload: (what) => confirmDownload(what[language]),
      confirmSuperuser: (what) => confirmSuperuser(cell, what[language]),
      // Only a cell that runs by itself asks; among several, a walk takes its steps without asking.
      ...(execution.isAlone && {
        nextMove: async (soFar, possible, until) => {
          output.progress(() => lab.walkItems(soFar, possible, language));
          return askMove(cell.notebook, possible, until);
        },
      }),
    });
    reachedBy(report.result);
    if (!signal.aborted || lab.isCancelled(report)) {
      await saidSo;
      remember(lab.ranOutcome(ran, report));
      await output.finish(lab.reportItems(report, language));
      if (signal.aborted) return undefined;
      if (lab.hasStatementError(report)) return false;
      return report.expected.every(({ held }) => held) || "unexpected";
    }
  } catch (error) {
    if (!signal.aborted && !isAbort(error)) {
      if (ran) remember({ cell: ran, status: "failed", error });
      const { errorItems } = await import("../on-demand.ts");
      await output.finish(errorItems(error, language));
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
