/** What is loaded only when a cell is checked or runs: parsers, database clients, Markdown. */
export { actions } from "../actions/index.ts";
export { loadToCome } from "../actions/load/progress-view.ts";
export { LoadSlices } from "../actions/load/slices.ts";
export { present } from "../actions/present.ts";
export { foresightOf, hasStatementError, isCancelled, runCell } from "../actions/run-cell.ts";
export { Session } from "../actions/session.ts";
export { findFolders } from "../actions/stack-folder.ts";
export { moveChoice } from "../actions/step/view.ts";
export { knownNames } from "../actions/strategies/known-names.ts";
export { skippedLine, unmetNeed } from "../actions/unmet-need.ts";
export { actionName, interpretAll } from "../document/cell.ts";
export { complete } from "../document/complete.ts";
export { formatCell } from "../document/format.ts";
export { clearEdits, guessEdits } from "../document/guesses.ts";
export { hover } from "../document/hover.ts";
export { newCell } from "../document/parse.ts";
export { unknownNames } from "../document/unknown-names.ts";
export { ranOutcome } from "../report/json-report.ts";
export {
  forgetResults,
  hasResults,
  keepResult,
  keptHeads,
  keptResults,
} from "../report/kept/results-folder.ts";
export { summaryText } from "../report/kept/summary.ts";
export { checkEngine } from "../stack/check-engine.ts";
export { dropFromServers } from "../stack/engines/attach/drop-from-servers.ts";
export {
  readKafka,
  readPostgres,
  readRedis,
  readUrls as parseUrls,
} from "../stack/engines/attach/server-urls.ts";
export { surveyServers } from "../stack/engines/attach/survey.ts";
export { copyLab, planCopy } from "./commands/copy-lab.ts";
export { newApp } from "./commands/new-app.ts";
export { notebookReport } from "./commands/notebook-report.ts";
export { registerStrategyDiagnostics } from "./language/strategy-diagnostics.ts";
export { copiedOrigin, insertedOrigin } from "./notebook/copied-cell.ts";
export { savePage, shownNotebooks } from "./progress/lab-progress.ts";
export { askGuesses } from "./running/guess-questions.ts";
export {
  errorItems,
  keptItems,
  lineItems,
  progressItems,
  reportItems,
  unreadableItems,
  walkItems,
} from "./running/result-items.ts";
