import type { Localized } from "../../common/language.ts";
import type { AttachedServers } from "../engine.ts";
import type { StackOptions } from "../stack.ts";
import { cannotRunHere, notConfirmed, urlMissing } from "./errors.ts";
import { type Survey, surveyServers } from "./survey.ts";
import { readUrls } from "./urls.ts";

type AttachOptions = Pick<StackOptions, "stackFolder" | "composition" | "attachment" | "signal" | "progress">;

/**
 * The servers that a stack is to be attached to: looked at, and agreed to by whoever must agree.
 * @throws LabError; AbortError
 */
export async function findAttached(options: AttachOptions): Promise<AttachedServers> {
  const { composition, attachment, stackFolder, signal, progress } = options;
  if (!attachment) throw urlMissing("postgres");
  if (composition.app !== "node") throw cannotRunHere(`the app “${composition.app}”`);
  const [broker] = composition.with;
  if (broker !== undefined) throw cannotRunHere(broker);
  progress({ text: { en: "Looking at the servers", ru: "Смотрю на серверы" }, fraction: 0 });
  const survey = await surveyServers(readUrls(await attachment.urls()), stackFolder, signal);
  if (!(await attachment.confirm(whatWillBe(survey)))) throw notConfirmed(attachment.hint);
  signal.throwIfAborted();
  return attachedTo(survey);
}

export function attachedTo({ postgres, redis }: Survey): AttachedServers {
  return {
    postgres: { ...postgres.address, version: postgres.version },
    redis: { url: redis.url, name: redis.target.name, version: redis.version },
  };
}

/** What somebody agrees to. */
function whatWillBe({ postgres, redis }: Survey): Localized {
  const { address, role, schema, version } = postgres;
  const cluster = redis.isCluster ? { en: ", a cluster", ru: ", кластер" } : { en: "", ru: "" };
  return {
    en: [
      "Surge Lab is about to write to servers that it has not started.",
      `PostgreSQL ${version} at ${address.name}, as ${role}: ${schema?.id ? "it uses the schema surge_lab that the lab made there before" : "it makes the schema surge_lab"}.`,
      `Redis ${redis.version} at ${redis.target.name}${cluster.en}: it uses keys that begin with surge:.`,
      "It touches nothing else there. But its loads are heavy: take no servers that others depend on.",
    ].join("\n"),
    ru: [
      "Surge Lab собирается писать на серверы, которые запустил не он.",
      `PostgreSQL ${version}, ${address.name}, роль ${role}: ${schema?.id ? "используется схема surge_lab, созданная занятием раньше" : "будет создана схема surge_lab"}.`,
      `Redis ${redis.version}, ${redis.target.name}${cluster.ru}: используются ключи, которые начинаются с surge:.`,
      "Больше там ничего не меняется. Но нагрузка тяжёлая: не берите серверы, от которых зависят другие.",
    ].join("\n"),
  };
}
