import { type Language, type Localized, localizer } from "../common/language.ts";
import { sha256 } from "../common/sha256.ts";
import { buildReport } from "./build-report.ts";
import { en } from "./disagreements.en.ts";
import { ru } from "./disagreements.ru.ts";
import { reportError } from "./errors.ts";
import type { LabReport } from "./lab-report.ts";
import { recompute, type StepDiscrepancy } from "./recompute.ts";
import { firstFault, isLabReport, unknownKeys } from "./report-shape.ts";

const say = localizer({ en, ru });

interface Verification {
  readonly report: LabReport;
  /** One line for each thing that does not agree; empty when all agrees. */
  readonly disagreements: readonly Localized[];
}

interface VerifyOptions {
  /** For the errors. */
  readonly file: string;
  /** As `buildReport` takes them. */
  readonly styles: string;
  /** This version of Surge Lab. */
  readonly surgeLab: string;
}

/**
 * Recomputes a report from the results that it carries, makes it again, and compares the two byte for byte.
 * It finds changes made by hand, but not a whole report that was computed anew.
 * @throws LabError `not-a-report`, `newer-report` or `broken-report`
 */
export function verifyReport(written: string, { file, styles, surgeLab }: VerifyOptions): Verification {
  // Git may change the line breaks of a file; a report has no other carriage returns.
  const text = written.replaceAll("\r\n", "\n");
  const { json, hash } = carried(text, file);
  const report = parse(json, file);
  const rebuilt = rebuild(report, styles, file);
  const untouched = hash === sha256(json);
  const other = report.surgeLab === surgeLab ? undefined : report.surgeLab;
  return {
    report,
    disagreements: [
      ...(untouched ? [] : [say(({ hash }) => hash)]),
      ...unknownKeys(report).map((key) => say(({ unknown }) => unknown(key))),
      ...recompute(report).map(sentence),
      ...(isJson(text) ? [] : compare(text, rebuilt, untouched, other)),
    ],
  };
}

/** The report in a file that the lab itself has just written. @throws LabError as `verifyReport` does */
export function readReport(written: string, file: string): LabReport {
  return parse(carried(written, file).json, file);
}

const isJson = (text: string) => /^\uFEFF?\s*\{/.test(text);

/** The report within a file, and the hash that it had when it was made. */
function carried(text: string, file: string): { json: string; hash: string } {
  return isJson(text) ? inJson(text.replace("\uFEFF", ""), file) : inPage(text, file);
}

function inJson(text: string, file: string): { json: string; hash: string } {
  const { sha256: hash, ...report } = Object(parseJson(text, file));
  return { json: JSON.stringify(report), hash: String(hash) };
}

const script =
  /<script type="application\/json" id="surge-lab-report" data-sha256="([^"]*)">([^<]*)<\/script>/g;

function inPage(html: string, file: string): { json: string; hash: string } {
  const [found, another] = html.matchAll(script);
  const [, hash, json] = found ?? [];
  if (hash === undefined || json === undefined) throw reportError("not-a-report", { file });
  if (another) throw reportError("broken-report", { file, fault: "id=surge-lab-report × 2" });
  return { json, hash };
}

function parse(json: string, file: string): LabReport {
  const data = parseJson(json, file);
  const { format, version } = Object(data);
  if (format !== "surge-lab-report") throw reportError("not-a-report", { file });
  if (typeof version === "number" && version > 1) throw reportError("newer-report", { file, version });
  if (!isLabReport(data)) throw reportError("broken-report", { file, fault: firstFault(data) });
  return data;
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw broken(file, error);
  }
}

function broken(file: string, error: unknown): Error {
  return reportError("broken-report", {
    file,
    fault: error instanceof Error ? error.message : String(error),
  });
}

/** Numbers changed by hand may have the right shape and still be impossible to draw. */
function rebuild(report: LabReport, styles: string, file: string): string {
  try {
    return buildReport(report, styles);
  } catch (error) {
    throw broken(file, error);
  }
}

function sentence({ step, key, said, found }: StepDiscrepancy): Localized {
  const of = (words: typeof en, language: Language) => {
    const text = words.value(key, said, found[language]);
    return step === null ? text : words.ofStep(step, text);
  };
  return { en: of(en, "en"), ru: of(ru, "ru") };
}

const mostLines = 10;

function compare(html: string, rebuilt: string, untouched: boolean, other: string | undefined): Localized[] {
  if (html === rebuilt) return [];
  const [lines, made] = [html.split("\n"), rebuilt.split("\n")];
  const pairs = Array.from(
    { length: Math.max(lines.length, made.length) },
    (_, index) => [index + 1, lines[index] ?? "", made[index] ?? ""] as const,
  );
  // That the results were changed is reported already; changes beside them on their line are not.
  const isSaid = (is: string, should: string) => !untouched && withoutData(is) === withoutData(should);
  const changed = pairs.filter(([, is, should]) => is !== should && !isSaid(is, should));
  // One line more or less moves all that follow.
  const shown = changed.slice(0, lines.length === made.length ? mostLines : 1);
  return [
    ...(other === undefined ? [] : [say((words) => words.otherVersion(other))]),
    ...shown.map(([line, is, should]) => say((words) => words.line(line, ...middles(is, should)))),
    ...(changed.length > shown.length ? [say(({ more }) => more(changed.length - shown.length))] : []),
  ];
}

function withoutData(line: string): string {
  return line.replace(script, "");
}

const longest = 80;

/** The differing part of each, with the words around it. */
function middles(is: string, should: string): [string, string] {
  let start = 0;
  while (start < is.length && is[start] === should[start]) start += 1;
  let end = 0;
  const most = Math.min(is.length, should.length) - start;
  while (end < most && is.at(-1 - end) === should.at(-1 - end)) end += 1;
  const from = is.slice(0, start).search(/(?<![^\s>"])[^<>]{0,30}$/);
  const cut = (line: string) => {
    const rest = line.slice(line.length - end);
    const text = line.slice(Math.max(0, from), line.length - end) + (/^[^<>]{0,20}/.exec(rest)?.[0] ?? "");
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
  };
  return [cut(is), cut(should)];
}
