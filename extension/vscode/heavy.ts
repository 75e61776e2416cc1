/** What is loaded only when a cell is checked or runs: parsers, database clients, Markdown. */
export { actions } from "../actions/index.ts";
export { hasStatementError, runCell } from "../actions/run-cell.ts";
export { Session } from "../actions/session.ts";
export { findStackFolder } from "../actions/stack-folder.ts";
export { interpretAll } from "../document/cell.ts";
export { progressItems, reportItems } from "./result-items.ts";
