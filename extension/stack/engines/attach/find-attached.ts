import type { Localized } from "../../../common/language.ts";
import type { StackOptions } from "../../stack.ts";
import type { AttachedServers } from "../engine.ts";
import { attachError } from "./errors.ts";
import type { KafkaFacts } from "./kafka.ts";
import { topicOf } from "./schema.ts";
import { readUrls } from "./server-urls.ts";
import { type Survey, surveyServers } from "./survey.ts";

type AttachOptions = Pick<StackOptions, "stackFolder" | "composition" | "attachment" | "signal" | "progress">;

/**
 * The servers for a stack to attach to, surveyed and confirmed by the user.
 * @throws LabError; AbortError
 */
export async function findAttached(options: AttachOptions): Promise<AttachedServers> {
  const { composition, attachment, stackFolder, signal, progress } = options;
  if (!attachment) throw attachError("server-url", { missing: "postgres" });
  if (composition.app !== "node") throw attachError("not-attached", { app: composition.app });
  if (composition.with.includes("rabbitmq")) throw attachError("not-attached", { part: "rabbitmq" });
  const { kafka, ...others } = readUrls(await attachment.urls());
  const withKafka = composition.with.includes("kafka");
  if (withKafka && !kafka) throw attachError("server-url", { missing: "kafka" });
  progress({ text: { en: "Looking at the servers", ru: "Смотрю на серверы" }, fraction: 0 });
  const survey = await surveyServers({ ...others, ...(withKafka && { kafka }) }, stackFolder, signal);
  if (!(await attachment.confirm(whatWillBe(survey)))) {
    throw attachError("not-confirmed", attachment);
  }
  signal.throwIfAborted();
  return attachedTo(survey);
}

export function attachedTo({ postgres, redis, kafka }: Survey): AttachedServers {
  return {
    postgres: { ...postgres.address, version: postgres.version },
    redis: { url: redis.url, name: redis.target.name, version: redis.version },
    ...(kafka && { kafka: { url: kafka.target.url, name: kafka.target.name } }),
  };
}

/** The question that the user confirms. */
function whatWillBe({ postgres, redis, kafka }: Survey): Localized {
  const { address, role, schema, version } = postgres;
  const cluster = redis.isCluster ? { en: ", a cluster", ru: ", кластер" } : { en: "", ru: "" };
  const topic = kafka && topicWords(kafka, schema?.id);
  return {
    en: [
      "Surge Lab is about to write to servers that it has not started.",
      `PostgreSQL ${version} at ${address.name}, as ${role}: ${schema?.id ? "it uses the schema surge_lab that the lab made there before" : "it makes the schema surge_lab"}.`,
      `Redis ${redis.version} at ${redis.target.name}${cluster.en}: it uses keys that begin with surge:.`,
      ...(topic ? [topic.en] : []),
      "It touches nothing else there. But its loads are heavy: take no servers that others depend on.",
    ].join("\n"),
    ru: [
      "Surge Lab собирается писать на серверы, которые запустил не он.",
      `PostgreSQL ${version}, ${address.name}, роль ${role}: ${schema?.id ? "используется схема surge_lab, созданная занятием раньше" : "будет создана схема surge_lab"}.`,
      `Redis ${redis.version}, ${redis.target.name}${cluster.ru}: используются ключи, которые начинаются с surge:.`,
      ...(topic ? [topic.ru] : []),
      "Больше там ничего не меняется. Но нагрузка тяжёлая: не берите серверы, от которых зависят другие.",
    ].join("\n"),
  };
}

/** The topic's name contains the random id of the schema, which is not known before there is a schema. */
function topicWords({ target, brokers }: KafkaFacts, id: string | null | undefined): Localized {
  const { en, ru } = id
    ? { en: topicOf(id), ru: topicOf(id) }
    : {
        en: `${topicOf("…")} (… is the random id of that schema)`,
        ru: `${topicOf("…")} (… — случайный номер этой схемы)`,
      };
  return {
    en: `Kafka at ${target.name}, brokers: ${brokers}: it uses the topic ${en}, which it makes if there is none.`,
    ru: `Kafka, ${target.name}, брокеров: ${brokers}: используется топик ${ru}; если его нет, он будет создан.`,
  };
}
