import type { Stack } from "../../stack/stack.ts";
import { OwnAppClient } from "./own-app.ts";

/** The running apps that are not ours, by their addresses: everything that speaks to an app has its address. */
const ownApps = new Map<string, OwnAppClient>();

/** The app of this stack is spoken to by its contract from now on, where it has one. @returns a function that ends it */
export function speakByContract({
  composition: { own },
  endpoints,
}: Pick<Stack, "composition" | "endpoints">): () => void {
  if (!own) return () => undefined;
  const client = new OwnAppClient(own, endpoints);
  ownApps.set(endpoints.app, client);
  return () => {
    if (ownApps.get(endpoints.app) === client) ownApps.delete(endpoints.app);
  };
}

export function ownAppAt(address: string): OwnAppClient | undefined {
  return ownApps.get(address);
}
