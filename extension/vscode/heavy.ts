/** What is loaded only when a cell runs: parsers, database clients, Markdown. */
export { hasStatementError, runCell } from "../actions/run-cell.ts";
export { Session } from "../actions/session.ts";
export { findStackFolder } from "../actions/stack-folder.ts";
export { progressItems, reportItems } from "./result-items.ts";
