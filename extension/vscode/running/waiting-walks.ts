import * as vscode from "vscode";
import { endOfWalk, type Move, moves } from "../../actions/step/moves.ts";

interface Waiting {
  readonly possible: readonly Move[];
  /** Undefined: no more moves. */
  answer(move: Move | undefined): void;
}

/** Walks that wait for the student's move. A notebook runs one cell at a time. */
const waiting = new Map<vscode.NotebookDocument, Waiting>();

/** Waits for a button, or for the command. @throws AbortError when the signal fires */
export async function askMove(
  notebook: vscode.NotebookDocument,
  possible: readonly Move[],
  signal: AbortSignal,
): Promise<Move | undefined> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Move | undefined>();
  const cancel = () => reject(new DOMException("The walk was cancelled.", "AbortError"));
  signal.addEventListener("abort", cancel, { once: true });
  waiting.set(notebook, { possible, answer: resolve });
  try {
    return await promise;
  } finally {
    waiting.delete(notebook);
    signal.removeEventListener("abort", cancel);
  }
}

/** The moves that may be made in this notebook now; undefined where no walk waits. */
export function possibleIn(notebook: vscode.NotebookDocument): readonly Move[] | undefined {
  return waiting.get(notebook)?.possible;
}

/** The notebook whose walk a command means: the active one, else the only one that waits. */
export function walkingNotebook(): vscode.NotebookDocument | undefined {
  const front = vscode.window.activeNotebookEditor?.notebook;
  if (front && waiting.has(front)) return front;
  const [only, ...others] = waiting.keys();
  return others.length === 0 ? only : undefined;
}

/** @param said comes from a button or a caller; anything but a possible move is ignored. @returns whether it was one */
export function answerWith(notebook: vscode.NotebookDocument, said: unknown): boolean {
  const walk = waiting.get(notebook);
  if (!walk) return false;
  const move = moves.find((each) => each === said);
  if (said !== endOfWalk && (move === undefined || !walk.possible.includes(move))) return false;
  walk.answer(move);
  return true;
}
