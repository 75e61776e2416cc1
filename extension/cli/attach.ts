import { createInterface } from "node:readline/promises";
import type { Language } from "../common/language.ts";
import { dropped } from "../stack/engines/attach/drop-words.ts";
import { attachError } from "../stack/engines/attach/errors.ts";
import type { Attachment } from "../stack/stack.ts";
import type { CliOptions } from "./options.ts";
import { print } from "./screen.ts";
import { words } from "./words.ts";

/** Without a terminal nobody can be asked, so consent must have been given. @throws LabError, before anything runs */
export function requireConsent({ yes }: CliOptions): void {
  if (!yes && !process.stdin.isTTY) {
    throw attachError("not-confirmed", {
      hint: { en: words.en.attach.cannotAsk, ru: words.ru.attach.cannotAsk },
    });
  }
}

/** The servers that the environment names. */
export function attachmentOf(
  { yes }: Pick<CliOptions, "yes">,
  language: Language,
  signal: AbortSignal,
): Attachment {
  return {
    urls: async () => ({
      postgres: process.env.SURGE_LAB_POSTGRES_URL,
      redis: process.env.SURGE_LAB_REDIS_URL,
      kafka: process.env.SURGE_LAB_KAFKA_URL,
    }),
    confirm: async (what) => {
      print(`\n${what[language]}`);
      return yes || (await agrees(language, signal));
    },
    hint: { en: words.en.attach.notAgreed, ru: words.ru.attach.notAgreed },
  };
}

async function agrees(language: Language, signal: AbortSignal): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  // On a terminal, Ctrl+C arrives here instead of at the process.
  asking.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const { question } = words[language].attach;
    return /^(y|yes|д|да)$/i.test((await asking.question(question, { signal })).trim());
  } finally {
    asking.close();
  }
}

/** @throws LabError */
export async function drop(options: CliOptions, language: Language): Promise<void> {
  const { dropFromServers } = await import("../stack/engines/attach/drop-from-servers.ts");
  // No limit: each server has its own, and the person who is asked may take their time.
  const { signal } = new AbortController();
  const wasThere = await dropFromServers(attachmentOf(options, language, signal), signal);
  print(dropped(wasThere)[language]);
}
