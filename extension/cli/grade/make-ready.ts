import path from "node:path";
import { explain, isAbort } from "../../common/lab-error.ts";
import { usualPlaces } from "../../stack/programs/places.ts";
import { findEnvironment, foldersOfPython } from "../../stack/programs/python.ts";
import type { AppName } from "../../stack/stack.ts";
import { cliError } from "../errors.ts";
import { distFolder, storageFolder } from "../folders.ts";
import { starting } from "./check-text.ts";
import { type FencedRun, runFenced } from "./fenced-lab.ts";

interface How extends Pick<FencedRun, "language" | "signal" | "fenced"> {
  readonly onBegin: (app: AppName) => void;
}

interface Ready extends Pick<FencedRun, "python"> {
  /** Why code for this app cannot be judged here. */
  readonly lacking: Partial<Readonly<Record<AppName, string>>>;
}

/**
 * The lab's own stack, first with the network and then behind the fence: it fetches what is missing, and shows that what
 * fails later is the students'. Without the app on Node nothing can be judged; without the one in Python, what is for it.
 * @throws LabError `fence-not-here`, `fence-unavailable`, `grade-no-stack`; AbortError
 */
export async function makeReady(needed: ReadonlySet<AppName>, { onBegin, ...how }: How): Promise<Ready> {
  if (needed.size === 0) return { lacking: {} };
  if (how.fenced && process.platform !== "linux") throw cliError("fence-not-here");
  onBegin("node");
  for (const fenced of how.fenced ? [false, true] : [false]) {
    const said = await troubleOfStart({ ...how, app: "node", fenced });
    if (said !== undefined) throw cliError(fenced ? "fence-unavailable" : "grade-no-stack", { said });
  }
  if (!needed.has("fastapi")) return { lacking: {} };
  onBegin("fastapi");
  const open = await troubleOfStart({ ...how, app: "fastapi", fenced: false });
  const python = open === undefined ? await pythonHere(how.signal) : undefined;
  const said = open ?? (how.fenced ? await troubleOfStart({ ...how, app: "fastapi", python }) : undefined);
  return { python, lacking: said === undefined ? {} : { fastapi: said } };
}

async function troubleOfStart(run: Omit<FencedRun, "notebook">): Promise<string | undefined> {
  try {
    const ran = await runFenced({ ...run, notebook: starting });
    return "report" in ran ? ran.report.cells.find(({ error }) => error)?.error?.message : ran.words;
  } catch (error) {
    if (isAbort(error)) throw error;
    // Not even the program that makes the fence is there.
    return explain(error, run.language);
  }
}

/** The one that the start without a fence has found, or made. */
async function pythonHere(signal: AbortSignal): Promise<readonly string[] | undefined> {
  const python = await findEnvironment(
    {
      storageFolder: storageFolder(),
      stackFolder: path.join(distFolder, "..", "lab-stack"),
      signal,
      progress: () => {},
    },
    await usualPlaces(distFolder),
  );
  return python === undefined ? undefined : foldersOfPython(python);
}
