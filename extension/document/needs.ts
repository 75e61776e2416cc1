import type { Localized } from "../common/language.ts";

/** What a cell can need that not every machine has. */
export const needNames = ["rabbitmq", "kafka", "fastapi"] as const;
export type Need = (typeof needNames)[number];

export const aboutNeeds: Readonly<Record<Need, Localized>> = {
  rabbitmq: { en: "RabbitMQ beside Redis.", ru: "RabbitMQ рядом с Redis." },
  kafka: { en: "Kafka beside Redis, and Java.", ru: "Kafka рядом с Redis и Java." },
  fastapi: { en: "Python, for the app with FastAPI.", ru: "Python для приложения на FastAPI." },
};

export function isNeed(value: unknown): value is Need {
  return needNames.some((name) => name === value);
}
