import { LabError } from "../../common/lab-error.ts";
import { chooseEngine } from "../check-engine.ts";
import { attachError } from "../engines/attach/errors.ts";
import { type AppName, type ExtraName, plainComposition, type StackOptions } from "../stack.ts";
import { findBrokers } from "./find-brokers.ts";
import { findPgbouncer, pgbouncerDownload } from "./pgbouncer.ts";
import { type Places, usualPlaces } from "./places.ts";
import { environmentDownload, findEnvironment } from "./python.ts";

/** Parts that a start can ask for in addition to PostgreSQL, Redis and the app on Node. */
export type Part = ExtraName | Exclude<AppName, "node">;

type LookOptions = Pick<
  StackOptions,
  "engine" | "storageFolder" | "distFolder" | "stackFolder" | "signal" | "attachment"
>;

/**
 * Why a start that asks for this part could not have it here; undefined when it could. Docker brings all of them
 * along; of those that exist, Kafka is as good as its URL. Starts and fetches nothing.
 * @throws AbortError
 */
export async function missingPart(
  part: Part,
  options: LookOptions,
  places?: Places,
): Promise<LabError | undefined> {
  const engine = await chooseEngine(options);
  if (engine === "compose") return undefined;
  if (engine === "attach") {
    if (part !== "kafka") return attachError("not-attached", { part });
    return (await options.attachment?.urls())?.kafka
      ? undefined
      : attachError("server-url", { missing: part });
  }
  try {
    const where = places ?? (await usualPlaces(options.distFolder));
    if (part === "fastapi") await findPython(options, where);
    else if (part === "pgbouncer") await findPooler(options, where);
    else await findBrokers({ ...options, composition: { ...plainComposition, with: [part] } }, where.env);
    return undefined;
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
}

/** An environment that is there, or a Python that can make one. */
async function findPython(options: LookOptions, places: Places): Promise<void> {
  const request = { ...options, progress: () => {} };
  if ((await findEnvironment(request, places)) === undefined) await environmentDownload(request, places);
}

/** A PgBouncer that is there, or a package that has it. */
async function findPooler(options: LookOptions, places: Places): Promise<void> {
  const request = { ...options, progress: () => {} };
  if ((await findPgbouncer(request, places)) === undefined) await pgbouncerDownload(request, places);
}
