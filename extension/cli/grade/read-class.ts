import { readdir } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { explained, LabError } from "../../common/lab-error.ts";
import type { HandedIn, Student } from "../../report/class/students.ts";
import { reportError } from "../../report/errors.ts";
import { verifyReport } from "../../report/verify-report.ts";
import { cliError } from "../errors.ts";
import { readReportFile } from "../reports.ts";

const ofReport = /\.(html?|json)$/i;
/** A student who hands in a whole lab folder has files in them that end like reports. */
const ofLab = /^(\.|node_modules$|lab-stack$)/;

/** For the verification. */
interface About {
  readonly styles: string;
  readonly surgeLab: string;
}

interface Read {
  readonly student: string;
  readonly handedIn?: HandedIn;
  readonly unreadable?: Student["unreadable"][number];
}

/**
 * Every report of the folder, by student: the name in the report, else that of the folder within it, else of the file.
 * What cannot be read is said of its student, and keeps nobody else from being graded.
 * @throws LabError `grade-folder-unreadable`, `nothing-to-grade`
 */
export async function readClass(folder: string, about: About): Promise<Student[]> {
  const files: string[] = [];
  const read: Read[] = [];
  const folders = [""];
  for (const inner of folders) {
    const entries = await readdir(path.join(folder, inner), { withFileTypes: true }).catch((error) => {
      const unreadable = cliError(
        "grade-folder-unreadable",
        { folder: inner || folder, error },
        { cause: error },
      );
      if (inner === "") throw unreadable;
      read.push({ student: named(inner), unreadable: { file: inner, why: explained(unreadable) } });
      return [];
    });
    for (const entry of entries) {
      // A link may lead out of the folder.
      if (entry.isDirectory() && !ofLab.test(entry.name)) folders.push(`${inner}${entry.name}/`);
      if (entry.isFile() && ofReport.test(entry.name)) files.push(inner + entry.name);
    }
  }
  if (files.length === 0 && read.length === 0) throw cliError("nothing-to-grade", { folder });
  for (const file of files.sort()) read.push(await readOne(folder, file, about));
  const names = [...new Set(read.map(({ student }) => student))].sort();
  return names.map((name) => {
    const own = read.filter(({ student }) => student === name);
    return {
      name,
      reports: own
        .flatMap(({ handedIn }) => handedIn ?? [])
        .filter(isFirst)
        .sort(byTime),
      unreadable: own.flatMap(({ unreadable }) => unreadable ?? []).sort(byFile),
    };
  });
}

/** Of the student, where the report does not say it. @param file within the folder, with forward slashes */
function named(file: string): string {
  const [first = file, ...rest] = file.split("/");
  return rest.length > 0 ? first : first.replace(ofReport, "");
}

async function readOne(folder: string, file: string, about: About): Promise<Read> {
  const student = named(file);
  try {
    const { report, disagreements } = verifyReport(await readReportFile(path.join(folder, file), file), {
      file,
      ...about,
    });
    return { student: report.student ?? student, handedIn: { file, report, disagreements } };
  } catch (error) {
    // What was written by hand may have the right shape, and still be nothing that can be reckoned with.
    const known =
      error instanceof LabError ? error : reportError("broken-report", { file, fault: String(error) });
    return { student, unreadable: { file, why: explained(known) } };
  }
}

/** Several forms of one report are one: its guesses count once. */
function isFirst({ report, disagreements }: HandedIn, at: number, all: readonly HandedIn[]): boolean {
  const same = (one: HandedIn) => isDeepStrictEqual([one.report, one.disagreements], [report, disagreements]);
  return all.findIndex(same) === at;
}

function byTime({ report: one }: HandedIn, { report: other }: HandedIn): number {
  return Date.parse(one.madeAt) - Date.parse(other.madeAt);
}

type Unreadable = Student["unreadable"][number];
const byFile = ({ file: one }: Unreadable, { file: other }: Unreadable) => (one < other ? -1 : 1);
