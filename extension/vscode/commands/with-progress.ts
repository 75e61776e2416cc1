import * as vscode from "vscode";
import type { StackProgress } from "../../stack/stack.ts";
import { editorLanguage } from "../editor-language.ts";

/** Runs work under a notification, with a Cancel button unless the work cannot be cancelled. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, progress: (update: StackProgress) => void) => Promise<T>,
  { cancellable } = { cancellable: true },
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable };
  return vscode.window.withProgress(options, (notification, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    let shown = 0;
    return work(controller.signal, ({ text, fraction }) => {
      const percent = fraction === undefined ? undefined : Math.floor(fraction * 100);
      const share = percent === undefined ? "" : ` ${percent} %`;
      // VS Code adds increments up.
      const increment = Math.max(0, (percent ?? 0) - shown);
      shown += increment;
      notification.report({ message: text[editorLanguage()] + share, increment });
    });
  });
}
