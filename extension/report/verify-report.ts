import type { Localized } from "../common/language.ts";
import { buildReport, sha256 } from "./build-report.ts";
import { brokenReport, newerReport, notAReport } from "./errors.ts";
import type { LabReport } from "./lab-report.ts";
import { recompute, type StepDiscrepancy } from "./recompute.ts";
import { firstFault, isLabReport } from "./report-shape.ts";

export interface Verification {
  readonly report: LabReport;
  /** One line for each thing that does not agree; empty when all agrees. */
  readonly disagreements: readonly Localized[];
}

export interface VerifyOptions {
  /** For the errors. */
  readonly file: string;
  /** As `buildReport` takes them. */
  readonly styles: string;
  /** This version of Surge Lab. */
  readonly surgeLab: string;
}

/**
 * Recomputes a report from the results that it carries, makes it again, and compares the two byte for byte.
 * It finds what was changed by hand; whoever computes a whole report anew is not found.
 * @throws LabError `not-a-report`, `newer-report` or `broken-report`
 */
export function verifyReport(html: string, { file, styles, surgeLab }: VerifyOptions): Verification {
  const { json, hash } = embedded(html, file);
  const report = parse(json, file);
  const untouched = hash === sha256(json);
  const other = report.surgeLab === surgeLab ? undefined : report.surgeLab;
  return {
    report,
    disagreements: [
      ...(untouched ? [] : [hashDiffers]),
      ...recompute(report).map(sentence),
      ...compare(html, rebuild(report, styles, file), untouched, other),
    ],
  };
}

const script =
  /<script type="application\/json" id="surge-lab-report" data-sha256="([^"]*)">([^<]*)<\/script>/g;

function embedded(html: string, file: string): { json: string; hash: string } {
  const [found, another] = html.matchAll(script);
  const [, hash, json] = found ?? [];
  if (hash === undefined || json === undefined) throw notAReport(file);
  if (another) throw brokenReport(file, "id=surge-lab-report × 2");
  return { json, hash };
}

function parse(json: string, file: string): LabReport {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw brokenReport(file, error instanceof Error ? error.message : String(error));
  }
  const { format, version } = Object(data);
  if (format !== "surge-lab-report") throw notAReport(file);
  if (typeof version === "number" && version > 1) throw newerReport(file, version);
  if (!isLabReport(data)) throw brokenReport(file, firstFault(data));
  return data;
}

/** Numbers changed by hand may have the right shape and still be impossible to draw. */
function rebuild(report: LabReport, styles: string, file: string): string {
  try {
    return buildReport(report, styles);
  } catch (error) {
    throw brokenReport(file, error instanceof Error ? error.message : String(error));
  }
}

const hashDiffers: Localized = {
  en: "The results inside the file were changed after the report was made: their SHA-256 is another one.",
  ru: "Результаты внутри файла изменены после того, как отчёт был составлен: у них другой SHA-256.",
};

function sentence({ step, key, said, found }: StepDiscrepancy): Localized {
  const [en, ru] = step === null ? ["", ""] : [`Step ${step}, `, `Шаг ${step}, `];
  return {
    en: `${en}${key}: the report says ${said}, its own numbers give ${found.en}.`,
    ru: `${ru}${key}: в отчёте ${said}, а по его же числам выходит ${found.ru}.`,
  };
}

const mostLines = 10;

function compare(html: string, rebuilt: string, untouched: boolean, other: string | undefined): Localized[] {
  if (html === rebuilt) return [];
  const [shown, made] = [html.split("\n"), rebuilt.split("\n")];
  const pairs = Array.from(
    { length: Math.max(shown.length, made.length) },
    (_, index) => [index + 1, shown[index] ?? "", made[index] ?? ""] as const,
  );
  // Of results that were changed it is said already; what stands beside them on their line is not.
  const isSaid = (is: string, should: string) => !untouched && withoutData(is) === withoutData(should);
  const changed = pairs.filter(([, is, should]) => is !== should && !isSaid(is, should));
  // One line more or less moves all that follow.
  const told = changed.slice(0, shown.length === made.length ? mostLines : 1);
  return [
    ...(other === undefined ? [] : [madeByAnother(other)]),
    ...told.map(([line, is, should]) => textDiffers(line, ...middles(is, should))),
    ...(changed.length > told.length ? [andMore(changed.length - told.length)] : []),
  ];
}

function withoutData(line: string): string {
  return line.replace(script, "");
}

const textDiffers = (line: number, is: string, should: string): Localized => ({
  en: `Line ${line} of the file shows “${is}”, its results give “${should}”.`,
  ru: `В строке ${line} файла показано «${is}», а по результатам выходит «${should}».`,
});

const andMore = (count: number): Localized => ({
  en: `Lines that differ besides: ${count}.`,
  ru: `Отличаются и другие строки: ${count}.`,
});

const madeByAnother = (version: string): Localized => ({
  en: `The report was made by Surge Lab ${version}, which may word it otherwise: verify it with that version.`,
  ru: `Отчёт составлен версией Surge Lab ${version}, и её формулировки могут быть другими: проверьте его той же версией.`,
});

const longest = 80;

/** What differs, with the words around it. */
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
