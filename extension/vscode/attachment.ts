import * as vscode from "vscode";
import { languageOf } from "../common/language.ts";
import type { Attachment, ServerUrls } from "../stack/stack.ts";

const key = "surge-lab.servers";

/** The URLs of the attached servers. They are kept where the editor keeps secrets, and nowhere else. */
export async function keptUrls(secrets: vscode.SecretStorage): Promise<ServerUrls> {
  const kept: unknown = JSON.parse((await secrets.get(key)) ?? "{}");
  const { postgres, redis, kafka } = Object(kept);
  return { postgres: textOrNothing(postgres), redis: textOrNothing(redis), kafka: textOrNothing(kafka) };
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export async function keepUrls(secrets: vscode.SecretStorage, urls: ServerUrls): Promise<void> {
  await secrets.store(key, JSON.stringify(urls));
}

export async function forgetUrls(secrets: vscode.SecretStorage): Promise<void> {
  await secrets.delete(key);
}

/** How a lab of this window comes to its servers. Who has agreed once to the same words is not asked again. */
export function keptAttachment(secrets: vscode.SecretStorage): Attachment {
  const agreed = new Set<string>();
  return {
    urls: () => keptUrls(secrets),
    confirm: async (what) => {
      if (agreed.has(what.en)) return true;
      const isAgreed = await confirmWrite(what[languageOf(vscode.env.language)]);
      if (isAgreed) agreed.add(what.en);
      return isAgreed;
    },
    hint: {
      en: "Start again and agree, or choose another engine in the setting surgeLab.engine.",
      ru: "Запустите снова и согласитесь или выберите другой движок в настройке surgeLab.engine.",
    },
  };
}

/** Asks before anything is written to, or removed from, servers that the lab has not started. */
export async function confirmWrite(what: string): Promise<boolean> {
  const goOn = vscode.l10n.t("Go On");
  return (await vscode.window.showWarningMessage(what, { modal: true }, goOn)) === goOn;
}
