import * as vscode from "vscode";
import type { StepState } from "../../report/kept/progress.ts";
import { onDidKeep } from "../results/keep-outcome.ts";

/** A notebook with its steps, worded for the view. */
export interface ShownNotebook {
  readonly file: string;
  readonly title: string;
  /** How far it has come. */
  readonly done: string;
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

type Shown = ShownNotebook | (ShownStep & { readonly file: string });

const icons: Record<StepState, [icon: string, colour?: string]> = {
  "not-run": ["circle-large-outline"],
  "as-expected": ["pass", "testing.iconPassed"],
  "not-as-expected": ["error", "testing.iconFailed"],
  skipped: ["circle-slash", "testing.iconSkipped"],
  changed: ["history"],
};

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
  const watcher = vscode.workspace.createFileSystemWatcher("**/{*.lab.md,.surge-lab/progress.md}");
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
        if (parent)
          return "steps" in parent ? parent.steps.map((step) => ({ ...step, file: parent.file })) : [];
        const { shownNotebooks } = await import("../on-demand.ts");
        return shownNotebooks();
      },
      getTreeItem: (shown) => ("steps" in shown ? notebookItem(shown) : stepItem(shown)),
    }),
  );
}

function notebookItem({ file, title, done, isBegun }: ShownNotebook): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(title, isBegun ? Expanded : Collapsed);
  item.id = file;
  item.description = done;
  item.tooltip = file;
  item.iconPath = new vscode.ThemeIcon("notebook");
  item.accessibilityInformation = { label: `${title}: ${done}` };
  return item;
}

function stepItem({ file, step, action, state, text, isNext, measured }: Shown & ShownStep): vscode.TreeItem {
  const item = new vscode.TreeItem(step);
  const [icon, colour] = isNext ? (["arrow-right"] as const) : icons[state];
  item.id = `${file}#${step}`;
  item.description = text;
  item.tooltip = [`${step}: ${action}`, text, ...(measured === undefined ? [] : [measured])].join("\n");
  item.iconPath = new vscode.ThemeIcon(
    icon,
    colour === undefined ? undefined : new vscode.ThemeColor(colour),
  );
  item.accessibilityInformation = { label: `${step}: ${text}` };
  item.command = {
    title: step,
    command: "surgeLab.revealStep",
    arguments: [vscode.Uri.file(file), step],
  };
  return item;
}
