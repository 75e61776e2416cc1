import * as vscode from "vscode";
import type { StepState } from "../../report/kept/progress.ts";
import { onDidKeep } from "../results/keep-outcome.ts";
import { rowTitle } from "./row-title.ts";

/** A notebook with its steps, worded for the view. */
export interface ShownNotebook {
  readonly file: string;
  readonly title: string;
  /** How far it has come, as short as can be. */
  readonly count: string;
  /** The same in words; after it, what is not kept. */
  readonly done: readonly string[];
  readonly exercises: readonly ShownExercise[];
  readonly isBegun: boolean;
  readonly steps: readonly ShownStep[];
}

interface ShownStep {
  readonly step: string;
  readonly action: string;
  readonly state: StepState;
  readonly text: string;
  readonly isNext: boolean;
  /** When its result was measured. */
  readonly measured: string | undefined;
}

interface ShownExercise {
  readonly exercise: string;
  /** How far it has come, and what was asked for. */
  readonly text: string;
  readonly state: keyof typeof exerciseIcons;
  /** The step that checks it. */
  readonly check: string | undefined;
}

type InNotebook<T> = T & { readonly file: string };
type Shown = ShownNotebook | InNotebook<ShownExercise> | InNotebook<ShownStep>;

const icons: Record<StepState, [icon: string, colour?: string]> = {
  "not-run": ["circle-large-outline"],
  "as-expected": ["pass", "testing.iconPassed"],
  "not-as-expected": ["error", "testing.iconFailed"],
  skipped: ["circle-slash", "testing.iconSkipped"],
  changed: ["history"],
};

const exerciseIcons = {
  "not-begun": ["mortar-board"],
  begun: ["mortar-board", "charts.yellow"],
  solved: ["mortar-board", "testing.iconPassed"],
} as const satisfies Record<string, [icon: string, colour?: string]>;

const betweenRefreshesMs = 300;

/** The view in the side bar: the notebooks of the lab with their steps, and which comes next. */
export function registerProgressView(): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  let soon: NodeJS.Timeout | undefined;
  // A kept result is told of twice, and a Run All brings many.
  const refresh = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      changed.fire(undefined);
    }, betweenRefreshesMs);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(
    "**/{*.lab.md,.surge-lab/progress.md,.surge-lab/asked.json}",
  );
  return vscode.Disposable.from(
    changed,
    new vscode.Disposable(() => clearTimeout(soon)),
    watcher,
    // Another window, or the student, may write them.
    watcher.onDidCreate(refresh),
    watcher.onDidChange(refresh),
    watcher.onDidDelete(refresh),
    onDidKeep(refresh),
    vscode.workspace.onDidOpenNotebookDocument(refresh),
    vscode.workspace.onDidCloseNotebookDocument(refresh),
    vscode.window.registerTreeDataProvider<Shown>("surgeLab.progress", {
      onDidChangeTreeData: changed.event,
      getChildren: async (parent) => {
        if (parent) return "steps" in parent ? childrenOf(parent) : [];
        const { shownNotebooks } = await import("../on-demand.ts");
        return shownNotebooks();
      },
      getTreeItem: (shown) =>
        "steps" in shown ? notebookItem(shown) : "exercise" in shown ? exerciseItem(shown) : stepItem(shown),
    }),
  );
}

function childrenOf({ file, exercises, steps }: ShownNotebook): Shown[] {
  return [...exercises, ...steps].map((each) => ({ ...each, file }));
}

function notebookItem({ file, title, count, done, isBegun }: ShownNotebook): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  // VS Code cuts a row at its end: how far it is comes before what is longer.
  const { label, rest } = rowTitle(title);
  const item = new vscode.TreeItem(label, isBegun ? Expanded : Collapsed);
  // VS Code asks only for a new id whether the item is to be expanded.
  item.id = isBegun ? file : `${file}#not-begun`;
  item.description = rest === undefined ? count : `${count} · ${rest}`;
  item.tooltip = [title, ...done, file].join("\n");
  item.iconPath = new vscode.ThemeIcon("notebook");
  item.accessibilityInformation = { label: `${title}: ${done[0]}` };
  return item;
}

function exerciseItem({ file, exercise, text, state, check }: InNotebook<ShownExercise>): vscode.TreeItem {
  const item = new vscode.TreeItem(exercise);
  item.id = `${file}#exercise ${exercise}`;
  item.description = text;
  item.tooltip = `${exercise}: ${text}`;
  item.iconPath = iconOf(exerciseIcons[state]);
  item.accessibilityInformation = { label: `${exercise}: ${text}` };
  if (check !== undefined) item.command = reveal(file, check);
  return item;
}

function stepItem(shown: InNotebook<ShownStep>): vscode.TreeItem {
  const { file, step, action, state, text, isNext, measured } = shown;
  const item = new vscode.TreeItem(step);
  item.id = `${file}#${step}`;
  item.description = text;
  item.tooltip = [`${step}: ${action}`, text, ...(measured === undefined ? [] : [measured])].join("\n");
  item.iconPath = iconOf(isNext ? ["arrow-right"] : icons[state]);
  item.accessibilityInformation = { label: `${step}: ${text}` };
  item.command = reveal(file, step);
  return item;
}

function reveal(file: string, step: string): vscode.Command {
  return { title: step, command: "surgeLab.revealStep", arguments: [vscode.Uri.file(file), step] };
}

function iconOf([icon, colour]: readonly [icon: string, colour?: string]): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
