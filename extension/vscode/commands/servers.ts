import * as vscode from "vscode";
import { explain } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";
import { dropped } from "../../stack/engines/attach/drop-words.ts";
import type { ServerUrls } from "../../stack/stack.ts";
import { forgetUrls, readUrls, storedAttachment, storeUrls } from "../attachment.ts";
import { confirmWrite, isTrusted } from "../consent.ts";
import { editorLanguage, editorWords } from "../editor-language.ts";
import type { OpenLab, OpenLabs } from "../open-labs.ts";
import { registerCommand } from "../register-command.ts";
import { withProgress } from "./with-progress.ts";

/** The commands for servers that exist: attach to them, forget them, remove the lab from them. */
export function registerServerCommands(
  { secrets, extensionPath }: vscode.ExtensionContext,
  labs: OpenLabs,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand("attachServers", async (given) => {
      if (!isTrusted()) return false;
      const urls = givenUrls(given) ?? (await askForUrls(await readUrls(secrets)));
      return urls !== undefined && (await attach(urls, secrets, extensionPath));
    }),
    // Needs no trust: it only forgets.
    registerCommand("forgetServers", async () => {
      await forgetUrls(secrets);
      const engine = vscode.workspace.getConfiguration("surgeLab").inspect<string>("engine")?.globalValue;
      if (engine === "attach") await setEngine(undefined);
      void vscode.window.showInformationMessage(editorWords().attach.forgotten);
    }),
    registerCommand("dropFromServers", async () => {
      if (isTrusted()) await drop(secrets, labs);
    }),
  );
}

/** A test gives the URLs; a student is asked for them. */
function givenUrls(given: unknown): ServerUrls | undefined {
  const { postgres, redis, kafka } = Object(given);
  return typeof postgres === "string" && typeof redis === "string" ? { postgres, redis, kafka } : undefined;
}

/** Tries the servers and stores the URLs if they answer. @throws LabError */
async function attach(urls: ServerUrls, secrets: vscode.SecretStorage, extensionPath: string): Promise<true> {
  const { parseUrls, surveyServers } = await import("../on-demand.ts");
  const addresses = parseUrls(urls);
  const stackFolder = vscode.Uri.joinPath(vscode.Uri.file(extensionPath), "lab-stack").fsPath;
  const words = editorWords().attach;
  const { postgres, redis, kafka } = await withProgress(words.trying, (signal) =>
    surveyServers(addresses, stackFolder, signal),
  );
  await storeUrls(secrets, urls);
  await setEngine("attach");
  const found = [
    `PostgreSQL ${postgres.version} (${postgres.address.name})`,
    `Redis ${redis.version} (${redis.target.name})`,
    ...(kafka ? [`Kafka (${kafka.target.name})`] : []),
  ];
  void vscode.window.showInformationMessage(words.answer(found.join(", ")));
  return true;
}

/** For every window of this user, as the secrets are. */
async function setEngine(engine: "attach" | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration("surgeLab");
  await settings.update("engine", engine, vscode.ConfigurationTarget.Global);
}

async function askForUrls(stored: ServerUrls): Promise<ServerUrls | undefined> {
  const { readKafka, readPostgres, readRedis } = await import("../on-demand.ts");
  const words = editorWords().attach;
  const postgres = await askForUrl(
    words.postgres,
    "postgresql://USER:PASSWORD@HOST:5432/DATABASE",
    stored.postgres,
    readPostgres,
  );
  if (postgres === undefined) return undefined;
  const redis = await askForUrl(
    words.redis,
    "redis://USER:PASSWORD@HOST:6379/0, rediss://…, redis+cluster://HOST:PORT,HOST:PORT",
    stored.redis,
    readRedis,
  );
  if (redis === undefined) return undefined;
  const kafka = await askForUrl(
    words.kafka,
    "kafka://HOST:9092,HOST:9092, kafkas://USER:PASSWORD@HOST:9092",
    stored.kafka,
    (text) => text.trim() === "" || readKafka(text),
  );
  return kafka === undefined ? undefined : { postgres, redis, kafka: kafka.trim() || undefined };
}

function askForUrl(
  title: string,
  form: string,
  stored: string | undefined,
  read: (text: string) => unknown,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: form,
    ...(stored === undefined ? {} : { value: stored }),
    // A URL may hold a password.
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      try {
        read(text);
        return undefined;
      } catch (error) {
        return explain(error, editorLanguage());
      }
    },
  });
}

/** Asks each time, because it removes what was counted. */
async function drop(secrets: vscode.SecretStorage, labs: OpenLabs): Promise<void> {
  const { dropFromServers } = await import("../on-demand.ts");
  const attachment = {
    ...storedAttachment(secrets),
    confirm: async (what: Localized) => {
      const agreed = await confirmWrite(what[editorLanguage()]);
      if (agreed) await stopAttached(labs.known());
      return agreed;
    },
  };
  const wasThere = await withProgress(editorWords().attach.removing, (signal) =>
    dropFromServers(attachment, signal),
  );
  void vscode.window.showInformationMessage(dropped(wasThere)[editorLanguage()]);
}

/** A lab at work there would stand in the way. */
async function stopAttached(lab: OpenLab | undefined): Promise<void> {
  if (lab?.session.stack?.engine !== "attach") return;
  await lab.queue.cancelAll();
  await lab.session.stop();
}
