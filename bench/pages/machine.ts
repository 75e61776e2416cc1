// Where and when the figures were measured, and how much others disturbed.
import type { Language } from "../../extension/common/language.ts";
import type { Results } from "../results.ts";
import { percent } from "./numbers.ts";
import { wordsOf } from "./words.ts";

const programs: Readonly<Record<string, string>> = {
  app: "",
  postgres: "PostgreSQL ",
  redis: "Redis ",
  python: "",
};

export function machine({ machine, parts }: Results, language: Language): string {
  const words = wordsOf(language);
  const all = Object.values(parts);
  const versions = Object.assign({}, ...all.map(({ versions }) => versions ?? {}));
  const named = Object.entries<string>(versions).map(
    ([name, version]) => `${programs[name] ?? `${name} `}${version}`,
  );
  const where = `${words.cpus(machine.processor, machine.cores, machine.GB)}, ${machine.system}`;
  const last = all
    .map(({ measured }) => measured)
    .sort()
    .at(-1);
  const fewest = Math.min(...all.map(({ rounds }) => rounds));
  const measured = all.flatMap(({ tables }) => tables.flatMap(({ measured }) => measured));
  const sum = (of: "repeated" | "disturbed") => measured.reduce((total, each) => total + each[of], 0);
  const most = Math.max(0, ...measured.flatMap(({ others }) => others));
  return [
    words.machine(where, named.join(", ")),
    ...(last ? [`${words.rounds(date(last, language), fewest)}.`] : []),
    words.others(percent(most, language), sum("repeated"), sum("disturbed")),
  ].join(" ");
}

function date(day: string, language: Language): string {
  return new Date(day).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}
