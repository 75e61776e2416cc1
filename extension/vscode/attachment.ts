import type * as vscode from "vscode";
import type { Attachment, ServerUrls } from "../stack/stack.ts";
import { confirmWrite } from "./consent.ts";
import { editorLanguage } from "./editor-language.ts";
import { words } from "./words.ts";

const key = "surge-lab.servers";

/** The URLs of the attached servers. They are kept in VS Code's secret storage and nowhere else. */
export async function readUrls(secrets: vscode.SecretStorage): Promise<ServerUrls> {
  const stored: unknown = JSON.parse((await secrets.get(key)) ?? "{}");
  const { postgres, redis, kafka } = Object(stored);
  return { postgres: textOrNothing(postgres), redis: textOrNothing(redis), kafka: textOrNothing(kafka) };
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export async function storeUrls(secrets: vscode.SecretStorage, urls: ServerUrls): Promise<void> {
  await secrets.store(key, JSON.stringify(urls));
}

export async function forgetUrls(secrets: vscode.SecretStorage): Promise<void> {
  await secrets.delete(key);
}

/** How a lab of this window reaches its servers. The same question is asked only until it is agreed to. */
export function storedAttachment(secrets: vscode.SecretStorage): Attachment {
  const agreed = new Set<string>();
  return {
    urls: () => readUrls(secrets),
    confirm: async (what) => {
      if (agreed.has(what.en)) return true;
      const isAgreed = await confirmWrite(what[editorLanguage()]);
      if (isAgreed) agreed.add(what.en);
      return isAgreed;
    },
    hint: { en: words.en.attach.notAgreed, ru: words.ru.attach.notAgreed },
  };
}
