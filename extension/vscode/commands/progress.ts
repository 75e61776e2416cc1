import * as vscode from "vscode";
import { languageOf } from "../../common/language.ts";
import type { StackProgress } from "../../stack/stack.ts";

/** Runs work under a notification with a Cancel button. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, progress: (update: StackProgress) => void) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (notification, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const language = languageOf(vscode.env.language);
    return work(controller.signal, ({ text, fraction }) => {
      const share = fraction === undefined ? "" : ` ${Math.floor(fraction * 100)} %`;
      notification.report({ message: text[language] + share });
    });
  });
}
