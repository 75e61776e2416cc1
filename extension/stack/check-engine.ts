import type { Localized } from "../common/language.ts";
import { dockerEngineAnswers, requireDocker } from "./engines/compose/docker.ts";
import { missingServers } from "./programs/find-servers.ts";
import { type EngineName, plainComposition, type StackOptions } from "./stack.ts";

type CheckOptions = Pick<StackOptions, "engine" | "storageFolder" | "distFolder" | "stackFolder" | "signal">;

export interface EngineCheck {
  readonly engine: EngineName;
  /** Servers that the first start would ask to fetch. */
  readonly missing: readonly Localized[];
}

/** Which engine a start would take; starts and fetches nothing. @throws LabError that says what to install; AbortError */
export async function checkEngine(options: CheckOptions): Promise<EngineCheck> {
  const { signal } = options;
  const engine = await chooseEngine(options);
  if (engine === "embedded") {
    return { engine, missing: await missingServers({ ...options, composition: plainComposition }) };
  }
  if (options.engine === "compose") await requireDocker(signal);
  return { engine, missing: [] };
}

/** @throws AbortError */
export async function chooseEngine({
  engine,
  signal,
}: Pick<StackOptions, "engine" | "signal">): Promise<EngineName> {
  if (engine !== "auto") return engine;
  return (await dockerEngineAnswers(signal)) ? "compose" : "embedded";
}
