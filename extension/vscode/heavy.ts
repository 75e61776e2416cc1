/** What is loaded only when a cell is checked or runs: parsers, database clients, Markdown. */
export { actions } from "../actions/index.ts";
export { knownNames } from "../actions/known-names.ts";
export { hasStatementError, runCell } from "../actions/run-cell.ts";
export { Session } from "../actions/session.ts";
export { findStackFolder } from "../actions/stack-folder.ts";
export { actionName, interpretAll } from "../document/cell.ts";
export { complete } from "../document/complete.ts";
export { formatCell } from "../document/format.ts";
export { guessEdits } from "../document/guesses.ts";
export { hover } from "../document/hover.ts";
export { unknownNames } from "../document/unknown-names.ts";
export { LoadTrace } from "../results/load-trace.ts";
export { texts } from "../results/texts/index.ts";

export { dropFromServers } from "../stack/attach/drop.ts";
export { surveyServers } from "../stack/attach/survey.ts";
export { readKafka, readPostgres, readRedis, readUrls } from "../stack/attach/urls.ts";
export { checkEngine } from "../stack/check-engine.ts";
export { askGuesses } from "./guess-questions.ts";
export { notebookReport } from "./notebook-report.ts";
export { progressItems, reportItems, walkItems } from "./result-items.ts";
