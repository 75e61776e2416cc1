import { type Inspection, openInspection } from "../../extension/inspection/inspection.ts";
import type { App } from "./app.ts";
import type { Server } from "./servers.ts";

/** The lab's own inspection of an app and servers that a test has started itself. */
export function inspectionOf(app: App, postgres: Server, redis: Server): Promise<Inspection> {
  const endpoints = { app: app.url, postgres: postgres.url, redis: redis.url };
  return openInspection({ endpoints, down: [], engine: "embedded" });
}
