import { readdir } from "node:fs/promises";
import path from "node:path";
import { explained, LabError } from "../../common/lab-error.ts";
import type { HandedIn, Student } from "../../report/class/students.ts";
import { verifyReport } from "../../report/verify-report.ts";
import { cliError } from "../errors.ts";
import { readReportFile } from "../reports.ts";

interface Read {
  readonly student: string;
  readonly handedIn?: HandedIn;
  readonly unreadable?: Student["unreadable"][number];
}

/**
 * Every report of the folder, by student: the name in the report, else that of the folder within it, else of the file.
 * @throws LabError `nothing-to-grade`
 */
export async function readClass(
  folder: string,
  about: { readonly styles: string; readonly surgeLab: string },
): Promise<Student[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error) => {
    throw cliError("grade-folder-unreadable", { folder, error }, { cause: error });
  });
  const files = entries
    // A link may lead out of the folder.
    .filter((entry) => entry.isFile() && /\.html?$/i.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort();
  if (files.length === 0) throw cliError("nothing-to-grade", { folder });
  const read: Read[] = [];
  for (const file of files) read.push(await readOne(folder, file, about));
  const names = [...new Set(read.map(({ student }) => student))].sort();
  return names.map((name) => {
    const own = read.filter(({ student }) => student === name);
    return {
      name,
      reports: own.flatMap(({ handedIn }) => handedIn ?? []).sort(byTime),
      unreadable: own.flatMap(({ unreadable }) => unreadable ?? []),
    };
  });
}

async function readOne(
  folder: string,
  file: string,
  about: { readonly styles: string; readonly surgeLab: string },
): Promise<Read> {
  const [first = file, ...rest] = file.split("/");
  const named = rest.length > 0 ? first : first.replace(/\.html?$/i, "");
  try {
    const html = await readReportFile(path.join(folder, file), file);
    const { report, disagreements } = verifyReport(html, { file, ...about });
    return { student: report.student ?? named, handedIn: { file, report, disagreements } };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { student: named, unreadable: { file, why: explained(error) } };
  }
}

function byTime({ report: one }: HandedIn, { report: other }: HandedIn): number {
  return Date.parse(one.madeAt) - Date.parse(other.madeAt);
}
