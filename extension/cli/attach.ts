import { createInterface } from "node:readline/promises";
import type { Language, Localized } from "../common/language.ts";
import { attachError } from "../stack/engines/attach/errors.ts";
import type { Attachment } from "../stack/stack.ts";
import type { CliOptions } from "./options.ts";

const hint: Localized = {
  en: "Answer y, or run it with --yes.",
  ru: "Ответьте y или запустите с --yes.",
};

/** Where nobody can be asked, consent must have been given. @throws LabError, before anything runs */
export function requireConsent({ yes }: CliOptions): void {
  if (!yes && !process.stdin.isTTY) {
    throw attachError("not-confirmed", {
      hint: {
        en: "Nobody can be asked here. If the lab may write to these servers, run it with --yes.",
        ru: "Спросить здесь некого. Если занятию можно писать на эти серверы, запустите с --yes.",
      },
    });
  }
}

/** The servers that the environment names. */
export function attachmentOf({ yes }: CliOptions, language: Language, signal: AbortSignal): Attachment {
  return {
    urls: async () => ({
      postgres: process.env.SURGE_LAB_POSTGRES_URL,
      redis: process.env.SURGE_LAB_REDIS_URL,
      kafka: process.env.SURGE_LAB_KAFKA_URL,
    }),
    confirm: async (what) => {
      process.stdout.write(`\n${what[language]}\n`);
      return yes || (await agrees(language, signal));
    },
    hint,
  };
}

async function agrees(language: Language, signal: AbortSignal): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  // On a terminal, Ctrl+C comes here instead of to the process.
  asking.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const question = { en: "Go on? [y/N] ", ru: "Продолжить? [y/N] " }[language];
    return /^(y|yes|д|да)$/i.test((await asking.question(question, { signal })).trim());
  } finally {
    asking.close();
  }
}

/** @throws LabError */
export async function drop(options: CliOptions, language: Language): Promise<void> {
  const { dropFromServers } = await import("../stack/engines/attach/drop-from-servers.ts");
  const signal = AbortSignal.timeout(60_000);
  const dropped = await dropFromServers(attachmentOf(options, language, signal), signal);
  const said = dropped ? gone : nothing;
  process.stdout.write(`${said[language]}\n`);
}

const gone: Localized = {
  en: "Removed. Nothing of the lab is left on these servers.",
  ru: "Удалено. На этих серверах от занятия ничего не осталось.",
};

const nothing: Localized = {
  en: "There was nothing of the lab on these servers.",
  ru: "На этих серверах от занятия ничего не было.",
};
