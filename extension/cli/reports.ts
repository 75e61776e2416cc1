import { access, constants, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { LabError } from "../common/lab-error.ts";
import type { Language } from "../common/language.ts";
import { buildReport } from "../report/build-report.ts";
import type { CellOutcome } from "../report/json-report.ts";
import { labReport, reportAsJson } from "../report/lab-report.ts";
import { readStyles } from "../report/styles.ts";
import { verifyReport } from "../report/verify-report.ts";
import { cliError } from "./errors.ts";
import { distFolder } from "./folders.ts";
import type { LabFile } from "./lab-run.ts";
import { words } from "./words.ts";

/** Checked before the run, so that minutes of measuring do not end at a mistyped path. @throws LabError */
export async function requireWritable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  try {
    if (found?.isDirectory()) throw Object.assign(new Error(`${file} is a folder`), { code: "EISDIR" });
    await access(found ? file : path.dirname(path.resolve(file)) + path.sep, constants.W_OK);
  } catch (error) {
    throw cliError("report-unwritable", { file, error }, { cause: error });
  }
}

interface ReportFiles {
  /** For programs. */
  readonly json: string | undefined;
  /** For people. */
  readonly html: string | undefined;
}

/** One report, in each form that is asked for. @throws LabError */
export async function writeReports(
  { json, html }: ReportFiles,
  { file, lab: { parts } }: LabFile,
  outcomes: readonly CellOutcome[],
  language: Language,
): Promise<void> {
  const report = labReport({
    surgeLab: await ownVersion(),
    notebook: path.basename(file),
    language,
    madeAt: new Date(),
    student: null,
    parts: parts.map((part) => {
      if (part.kind === "prose") return part;
      const outcome = outcomes.find(({ cell }) => cell === part) ?? { cell: part, status: "skipped" };
      return { kind: "outcome", outcome, changedSince: false };
    }),
  });
  if (json !== undefined) await write(json, reportAsJson(report));
  if (html !== undefined) await write(html, buildReport(report, await ownStyles()));
}

/** A report with a long notebook has less than a tenth of it. Bytes. */
const largest = 50_000_000;

/** The text of a report by somebody else. @param name for the errors @throws LabError */
export async function readReportFile(file: string, name = file): Promise<string> {
  try {
    if ((await stat(file)).size > largest) throw cliError("report-too-large", { file: name });
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw cliError("report-unreadable", { file: name, error }, { cause: error });
  }
}

/** Says what does not agree, one line each. @returns true when everything agrees. @throws LabError */
export async function verify(
  file: string,
  language: Language,
  say: (line: string) => void,
): Promise<boolean> {
  const { report, disagreements } = verifyReport(await readReportFile(file), {
    file,
    styles: await ownStyles(),
    surgeLab: await ownVersion(),
  });
  for (const line of disagreements) say(line[language]);
  if (disagreements.length > 0) return false;
  const ran = report.cells.filter(({ status }) => status !== "skipped").length;
  say(words[language].verified(file, ran, report.cells.length));
  return true;
}

const ownStyles = () => readStyles(distFolder);

export async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(distFolder, "..", "package.json"), "utf8"));
  return String(version);
}

/** @throws LabError `report-unwritable` */
export async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error) => {
    throw cliError("report-unwritable", { file, error }, { cause: error });
  });
}
