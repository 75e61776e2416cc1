import * as vscode from "vscode";
import { explain } from "../../common/lab-error.ts";
import { languageOf } from "../../common/language.ts";
import type { ServerUrls } from "../../stack/stack.ts";
import { keepUrls, keptUrls } from "../attachment.ts";
import { isTrusted } from "../trust.ts";
import { withProgress } from "./progress.ts";
import { registerCommand } from "./register.ts";

/** Asks where the servers are, tries them, and keeps what works. Who calls it from elsewhere may give the URLs. */
export function registerAttachServers(context: vscode.ExtensionContext): vscode.Disposable {
  return registerCommand("attachServers", async (given?: ServerUrls) => {
    if (!isTrusted()) return false;
    const urls = given ?? (await askForUrls(await keptUrls(context.secrets)));
    if (!urls) return false;
    const { readUrls, surveyServers } = await import("../heavy.ts");
    const addresses = readUrls(urls);
    const { postgres, redis, kafka } = await withProgress(vscode.l10n.t("Trying the servers"), (signal) =>
      surveyServers(addresses, context.asAbsolutePath("lab-stack"), signal),
    );
    await keepUrls(context.secrets, urls);
    await setEngine("attach");
    const found = [
      `PostgreSQL ${postgres.version} (${postgres.address.name})`,
      `Redis ${redis.version} (${redis.target.name})`,
      ...(kafka ? [`Kafka (${kafka.target.name})`] : []),
    ];
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "All answer: {0}. The next start of the stack uses them, and asks before it writes there.",
        found.join(", "),
      ),
    );
    return true;
  });
}

/** For every window of this user, as the secrets are. */
export async function setEngine(engine: "attach" | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration("surgeLab");
  await settings.update("engine", engine, vscode.ConfigurationTarget.Global);
}

async function askForUrls(kept: ServerUrls): Promise<ServerUrls | undefined> {
  const { readKafka, readPostgres, readRedis } = await import("../heavy.ts");
  const postgres = await askForUrl(
    vscode.l10n.t("Attach to PostgreSQL (1 of 3)"),
    "postgresql://USER:PASSWORD@HOST:5432/DATABASE",
    kept.postgres,
    readPostgres,
  );
  if (postgres === undefined) return undefined;
  const redis = await askForUrl(
    vscode.l10n.t("Attach to Redis (2 of 3)"),
    "redis://USER:PASSWORD@HOST:6379/0, rediss://…, redis+cluster://HOST:PORT,HOST:PORT",
    kept.redis,
    readRedis,
  );
  if (redis === undefined) return undefined;
  const kafka = await askForUrl(
    vscode.l10n.t("Attach to Kafka (3 of 3): leave it empty if the lab needs none"),
    "kafka://HOST:9092,HOST:9092, kafkas://USER:PASSWORD@HOST:9092",
    kept.kafka,
    (text) => text.trim() === "" || readKafka(text),
  );
  return kafka === undefined ? undefined : { postgres, redis, kafka: kafka.trim() || undefined };
}

function askForUrl(
  title: string,
  form: string,
  kept: string | undefined,
  read: (text: string) => unknown,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: form,
    ...(kept === undefined ? {} : { value: kept }),
    // There is a password in it.
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      try {
        read(text);
        return undefined;
      } catch (error) {
        return explain(error, languageOf(vscode.env.language));
      }
    },
  });
}
