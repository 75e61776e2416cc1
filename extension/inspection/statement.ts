import type pg from "pg";
import { isRefusal } from "../stack/connections/postgres.ts";
import type { StatementResult } from "../stack/stack.ts";
import { cutMessage, limitBytes, mostMegabytes, ShownRows } from "./answer-limits.ts";
import { inspectionError } from "./errors.ts";

interface RowDescription {
  readonly fields: readonly { readonly name: string }[];
}

interface DataRow {
  readonly fields: readonly (string | null)[];
}

/**
 * One statement, sent so that the server itself stops after `rowLimit` + 1 rows. pg calls the handlers.
 * Its own Query would fetch all rows; pg-cursor throws in the middle of COPY and loses part of the command tag.
 */
export class Statement implements pg.Submittable {
  readonly result: Promise<StatementResult>;
  readonly #text: string;
  readonly #rowLimit: number;
  readonly #settle: (result: StatementResult) => void;
  readonly #fail: (error: Error) => void;
  #columns: readonly string[] = [];
  readonly #shown: ShownRows;
  #endLimit: () => unknown = () => undefined;
  #command = "";
  #error: StatementResult["error"] = null;

  constructor(text: string, rowLimit: number) {
    this.#text = text;
    this.#rowLimit = rowLimit;
    this.#shown = new ShownRows(rowLimit);
    const { promise, resolve, reject } = Promise.withResolvers<StatementResult>();
    this.result = promise;
    this.#settle = resolve;
    this.#fail = reject;
  }

  submit(connection: pg.Connection): void {
    this.#endLimit = limitBytes(connection.stream, () =>
      this.#fail(inspectionError("answer-too-large", { server: "PostgreSQL", megabytes: mostMegabytes })),
    );
    connection.parse({ name: "", text: this.#text, types: [] }, true);
    connection.bind({}, true);
    connection.describe({ type: "P", name: "" }, true);
    connection.execute({ portal: "", rows: String(this.#rowLimit + 1) }, true);
    // Ends the portal even when it has more rows, and lets the server answer ReadyForQuery.
    connection.sync();
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.#columns = fields.map(({ name }) => name);
  }

  handleDataRow({ fields }: DataRow): void {
    if (!this.#shown.isFull) this.#shown.add(fields.map((value) => value ?? "NULL"));
  }

  handlePortalSuspended(): void {
    this.#command = this.#text.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? "";
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#command = text;
  }

  handleEmptyQuery(): void {}

  handleCopyInResponse(connection: { sendCopyFail(reason: string): void }): void {
    connection.sendCopyFail("a cell has no data to copy in");
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.#columns = ["copy"];
    this.handleDataRow({ fields: [chunk.toString().trimEnd()] });
  }

  /** Either PostgreSQL refused the statement, which is a result, or the connection broke. */
  handleError(error: Error): void {
    if (!isRefusal(error)) {
      this.#endLimit();
      this.#fail(error);
      return;
    }
    const { code = "", message, hint, detail } = error;
    this.#error = {
      code,
      message: cutMessage(detail ? `${message} (${detail})` : message),
      hint: hint === undefined ? null : cutMessage(hint),
    };
    // After an error pg sends no ReadyForQuery to us.
    this.handleReadyForQuery();
  }

  handleReadyForQuery(): void {
    this.#endLimit();
    this.#settle({
      command: this.#command || firstWords(this.#text),
      columns: this.#columns,
      rows: this.#shown.rows,
      truncatedAt: this.#shown.truncatedAt,
      error: this.#error,
    });
  }
}

/** Names a statement that has no command tag because it failed. */
function firstWords(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
