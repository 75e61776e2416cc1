import * as vscode from "vscode";
import { explain } from "../../common/lab-error.ts";
import type { ExpectComment } from "../../document/document.ts";
import { editorLanguage } from "../editor-language.ts";
import type { CellOrigin, CellText, NotebookOrigin } from "./notebook-text.ts";
import { notebookType } from "./notebook-type.ts";

/** Not marked transient: VS Code drops transient metadata before it saves, and the origins with it. */
const metadataKey = "surgeLab";

const newFile: NotebookOrigin = { byteOrderMark: false, lineBreak: "\n", blank: "" };

export function registerNotebookSerializer(): vscode.Disposable {
  return vscode.workspace.registerNotebookSerializer(
    notebookType,
    { deserializeNotebook, serializeNotebook },
    {
      transientOutputs: true,
    },
  );
}

/** The name that the author gave the step. */
export function stepOf({ metadata }: vscode.NotebookCell): string | undefined {
  const source = originOf(metadata)?.source;
  return source?.kind === "cell" ? source.step : undefined;
}

export function stepsOf(notebook: vscode.NotebookDocument): Set<string> {
  return new Set(notebook.getCells().flatMap((cell) => stepOf(cell) ?? []));
}

/** The comment behind the cell, which the notebook does not show. */
export function expectOf({ metadata }: vscode.NotebookCell): ExpectComment | undefined {
  const source = originOf(metadata)?.source;
  return source?.kind === "cell" ? source.expect : undefined;
}

async function deserializeNotebook(content: Uint8Array): Promise<vscode.NotebookData> {
  const { readNotebook, decodeLab } = await notebookText();
  const { about, cells } = worded(() => readNotebook(decodeLab(content)));
  const data = new vscode.NotebookData(cells.map(cellData));
  data.metadata = { [metadataKey]: about };
  return data;
}

/** Loaded with the first notebook: a Markdown parser, and the errors of a document, which activation does not need. */
async function notebookText() {
  return { ...(await import("./notebook-text.ts")), ...(await import("../../document/encoding.ts")) };
}

function cellData({ kind, text, language, origin }: CellText): vscode.NotebookCellData {
  const cellKind = kind === "code" ? vscode.NotebookCellKind.Code : vscode.NotebookCellKind.Markup;
  const data = new vscode.NotebookCellData(cellKind, text, language);
  data.metadata = { [metadataKey]: origin };
  return data;
}

async function serializeNotebook({ cells, metadata }: vscode.NotebookData): Promise<Uint8Array> {
  const { writeNotebook, encodeLab } = await notebookText();
  const about = aboutFile(metadata);
  return worded(() => encodeLab(writeNotebook({ about, cells: cells.map(cellText) })));
}

function cellText({ kind, value, languageId, metadata }: vscode.NotebookCellData): CellText {
  return {
    kind: kind === vscode.NotebookCellKind.Code ? "code" : "markup",
    language: languageId,
    text: value,
    origin: originOf(metadata),
  };
}

/** What a notebook's metadata says of its file. */
export function aboutFile(metadata: Metadata): NotebookOrigin {
  // What stands under our key was put there by deserializeNotebook.
  return (metadata?.[metadataKey] as NotebookOrigin | undefined) ?? newFile;
}

/** What a cell's metadata says of its place in the file. */
export function originOf(metadata: Metadata): CellOrigin | undefined {
  // What stands under our key was put there by deserializeNotebook, or by withOrigin.
  return metadata?.[metadataKey] as CellOrigin | undefined;
}

export function withOrigin(metadata: Metadata, origin: CellOrigin): Record<string, unknown> {
  return { ...metadata, [metadataKey]: origin };
}

type Metadata = Readonly<Record<string, unknown>> | undefined;

/** VS Code shows the message of an error from a serializer, and nothing else of it. */
function worded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(explain(error, editorLanguage()), { cause: error });
  }
}
