import { z } from "zod";

/** A strategy's name; whether it exists is asked of the app itself when the cell runs. */
export const strategyName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .meta({ description: "The strategy: a file in lab-stack/app/strategies.", examples: ["naive"] });
