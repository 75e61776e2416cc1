import type { Localized } from "../../../common/language.ts";
import type { StackOptions } from "../../stack.ts";
import { progressText } from "../../words.ts";
import type { AttachedServers } from "../engine.ts";
import { attachError } from "./errors.ts";
import { topicOf } from "./schema.ts";
import { readUrls } from "./server-urls.ts";
import { type Survey, surveyServers } from "./survey.ts";
import { attachText } from "./words.ts";

type AttachOptions = Pick<StackOptions, "stackFolder" | "composition" | "attachment" | "signal" | "progress">;

/**
 * The servers for a stack to attach to, surveyed and confirmed by the user.
 * @throws LabError; AbortError
 */
export async function findAttached(options: AttachOptions): Promise<AttachedServers> {
  const { composition, attachment, stackFolder, signal, progress } = options;
  if (!attachment) throw attachError("server-url", { missing: "postgres" });
  if (composition.app !== "node") throw attachError("not-attached", { app: composition.app });
  const absent = composition.with.find((name) => name !== "kafka");
  if (absent) throw attachError("not-attached", { part: absent });
  if (composition.maxConnections !== undefined) throw attachError("not-our-server", { maxConnections: true });
  const { kafka, ...others } = readUrls(await attachment.urls());
  const withKafka = composition.with.includes("kafka");
  if (withKafka && !kafka) throw attachError("server-url", { missing: "kafka" });
  progress({ text: progressText(({ lookingAtServers }) => lookingAtServers), fraction: 0 });
  const survey = await surveyServers({ ...others, ...(withKafka && { kafka }) }, stackFolder, signal);
  if (!(await attachment.confirm(whatWillBe(survey)))) {
    throw attachError("not-confirmed", attachment);
  }
  signal.throwIfAborted();
  return attachedTo(survey);
}

function attachedTo({ postgres, redis, kafka }: Survey): AttachedServers {
  return {
    postgres: { ...postgres.address, version: postgres.version },
    redis: { url: redis.url, name: redis.target.name, version: redis.version },
    ...(kafka && { kafka: { url: kafka.target.url, name: kafka.target.name } }),
  };
}

/** The question that the user confirms. */
function whatWillBe({ postgres, redis, kafka }: Survey): Localized {
  const { address, role, schema, version } = postgres;
  const topic = kafka && {
    // Its name contains the random id of the schema, which is not known before there is a schema.
    topic: topicOf(schema?.id ?? "…"),
    isNew: !schema?.id,
    kafka: kafka.target.name,
    brokers: kafka.brokers,
  };
  return attachText(({ use }) =>
    use({
      postgres: address.name,
      postgresVersion: version,
      role,
      hasSchema: Boolean(schema?.id),
      redis: redis.target.name,
      redisVersion: redis.version,
      isCluster: redis.isCluster,
      topic,
    }),
  );
}
