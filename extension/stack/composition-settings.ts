import type { Composition } from "./stack.ts";

type Size = Exclude<keyof Composition, "app" | "own" | "with" | "partitions">;

/** The variable of compose.yaml for each size that a start can set, and the app's own, where the app reads it. */
const variables: Readonly<Record<Size, { readonly compose: string; readonly app?: string }>> = {
  maxConnections: { compose: "SURGE_MAX_CONNECTIONS" },
  pool: { compose: "SURGE_POOL_SIZE", app: "POOL_SIZE" },
  processes: { compose: "SURGE_PROCESSES", app: "PROCESSES" },
};

/** The variables of compose.yaml for the sizes that the start has set; the others keep their defaults there. */
export function composeVariables(composition: Composition): Record<string, string> {
  return settingsOf(composition, "compose");
}

/** The same as the app's own settings. */
export function appSettings(composition: Composition): Record<string, string> {
  return settingsOf(composition, "app");
}

function settingsOf(composition: Composition, where: "compose" | "app"): Record<string, string> {
  // `variables` has these keys and no other.
  const sizes = Object.keys(variables) as Size[];
  return Object.fromEntries(
    sizes.flatMap((size) => {
      const [name, value] = [variables[size][where], composition[size]];
      return name === undefined || value === undefined ? [] : [[name, String(value)]];
    }),
  );
}
