import { plain } from "../../../../lab-stack/app/kafka-client.ts";
import { LabError } from "../../../common/lab-error.ts";
import { is, type Known, refused } from "./refused.ts";

const grant =
  "kafka-acls.sh --add --allow-principal User:NAME --operation All --topic surge- --resource-pattern-type prefixed";

const ofKafka: readonly Known[] = [
  {
    code: "tls-wanted",
    sign: (_, message) => message.includes("requires TLS"),
    what: { en: "it refuses connections without TLS", ru: "он не принимает соединения без TLS" },
    remedy: { en: "Write kafkas:// instead of kafka://.", ru: "Напишите kafkas:// вместо kafka://." },
  },
  {
    code: "no-tls",
    sign: (_, message) => /before secure TLS connection|TLS handshake failed/.test(message),
    what: { en: "it does not support TLS", ru: "он не поддерживает TLS" },
    remedy: {
      en: "If the network between is your own, write kafka:// instead of kafkas://.",
      ru: "Если сеть до него ваша собственная, напишите kafka:// вместо kafkas://.",
    },
  },
  {
    code: "connection-closed",
    sign: is("kafka-connection-lost"),
    what: {
      en: "it closes the connection instead of answering, as Kafka does when it wants a user and a password",
      ru: "вместо ответа он закрывает соединение — так бывает, когда нужны имя и пароль",
    },
    remedy: {
      en: "Write them into the URL: kafkas://USER:PASSWORD@HOST:PORT. If it wants none, see its log.",
      ru: "Укажите их в URL: kafkas://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ. Если они не нужны, смотрите его журнал.",
    },
  },
  {
    code: "wrong-password",
    sign: (code, message) => is("SASL_AUTHENTICATION_FAILED")(code) || /SASL authentication/i.test(message),
    what: { en: "it does not let this user in", ru: "он не впускает этого пользователя" },
    remedy: {
      en: "Correct user and password in the URL. The lab supports only SASL/PLAIN, not SCRAM, OAUTHBEARER or GSSAPI.",
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
      en: "Give its URL (SURGE_LAB_KAFKA_URL; in VS Code Surge Lab: Attach to Servers…). If that Kafka no longer exists: DELETE FROM surge_lab.kafka_offsets; then try again.",
      ru: "Укажите её URL (SURGE_LAB_KAFKA_URL; в VS Code Surge Lab: Подключиться к серверам…). Если той Kafka больше нет: DELETE FROM surge_lab.kafka_offsets; затем повторите.",
    },
  );
