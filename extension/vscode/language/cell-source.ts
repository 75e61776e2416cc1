import * as vscode from "vscode";

/** The code of a cell with `\n` line breaks, whichever VS Code uses, and positions in it. */
export class CellSource {
  readonly source: string;

  constructor(document: vscode.TextDocument) {
    this.source = document.getText().replaceAll("\r\n", "\n");
  }

  offsetAt({ line, character }: vscode.Position): number {
    const before = this.source.split("\n").slice(0, line);
    return before.reduce((sum, { length }) => sum + length + 1, character);
  }

  range(from: number, to: number): vscode.Range {
    return new vscode.Range(this.#positionAt(from), this.#positionAt(to));
  }

  #positionAt(offset: number): vscode.Position {
    const lines = this.source.slice(0, offset).split("\n");
    return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  }
}
