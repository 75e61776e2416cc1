/** Software that a cell can need and that not every machine has. */
export const needNames = ["pgbouncer", "rabbitmq", "kafka", "fastapi"] as const;
export type Need = (typeof needNames)[number];

export function isNeed(value: unknown): value is Need {
  return needNames.some((name) => name === value);
}
