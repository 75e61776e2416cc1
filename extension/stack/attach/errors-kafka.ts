import { plain } from "../../../lab-stack/app/kafka-client.ts";
import { LabError } from "../../common/lab-error.ts";
import { is, type Known, refused } from "./errors.ts";

const grant =
  "kafka-acls.sh --add --allow-principal User:NAME --operation All --topic surge- --resource-pattern-type prefixed";

const ofKafka: readonly Known[] = [
  {
    code: "wrong-password",
    sign: (code, message) => is("SASL_AUTHENTICATION_FAILED")(code) || /SASL authentication/i.test(message),
    what: { en: "it does not let this user in", ru: "он не впускает этого пользователя" },
    remedy: {
      en: "Correct user and password in the URL. The lab speaks SASL/PLAIN alone: SCRAM, OAUTHBEARER and GSSAPI it does not.",
      ru: "Исправьте имя и пароль в URL. Занятие умеет только SASL/PLAIN: ни SCRAM, ни OAUTHBEARER, ни GSSAPI.",
    },
  },
  {
    code: "privilege-missing",
    sign: (code) => code.endsWith("_AUTHORIZATION_FAILED"),
    what: {
      en: "it does not allow what the lab does with its topic",
      ru: "он не разрешает того, что занятие делает со своим топиком",
    },
    remedy: {
      en: `Have an administrator run: ${grant}`,
      ru: `Попросите администратора выполнить: ${grant}`,
    },
  },
];

export const kafkaRefused = (error: unknown, name: string) =>
  refused("kafka", ofKafka, error instanceof LabError ? error : plain(error), name);

/** The cluster answers, but one of the addresses that it tells its clients does not. */
export const brokerAway = (error: unknown, cluster: string, broker: string) =>
  error instanceof LabError && error.code === "server-unreachable"
    ? new LabError(
        "server-unreachable",
        {
          en: `Kafka at ${cluster} sends its clients to ${broker}, and nobody answers there.`,
          ru: `Kafka (${cluster}) направляет клиентов на ${broker}, а там никто не отвечает.`,
        },
        {
          en: "Have its advertised.listeners name addresses that this machine can reach, or wait until that broker is back.",
          ru: "Нужно, чтобы в advertised.listeners были адреса, доступные с этого компьютера; если брокер остановлен, дождитесь его.",
        },
        { cause: error },
      )
    : error;

export const topicStays = (topic: string) =>
  new LabError(
    "server-url",
    {
      en: `The lab made the topic ${topic} in Kafka, too, and does not know where that is. Nothing was removed.`,
      ru: `Занятие создало ещё топик ${topic} в Kafka, но где она, неизвестно. Ничего не удалено.`,
    },
    {
      en: "Give its URL (SURGE_LAB_KAFKA_URL; in VS Code Surge Lab: Attach to Servers…). If that Kafka is no more: DELETE FROM surge_lab.kafka_offsets; then try again.",
      ru: "Укажите её URL (SURGE_LAB_KAFKA_URL; в VS Code Surge Lab: Подключиться к серверам…). Если той Kafka больше нет: DELETE FROM surge_lab.kafka_offsets; затем повторите.",
    },
  );
