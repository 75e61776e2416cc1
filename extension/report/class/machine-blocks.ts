import { formatNumber, type Language } from "../../common/language.ts";
import type { Block } from "../../drawing/blocks.ts";
import { formatRate } from "../../drawing/format.ts";
import type { Student } from "./students.ts";
import { words } from "./words.ts";

/** The machines beside each other: a slow one explains slow runs. */
export function machineBlocks(students: readonly Student[], language: Language): Block[] {
  const text = words[language];
  const rows = students.flatMap(({ name, reports }) => {
    const environment = reports.findLast(({ report }) => report.environment?.calibration)?.report.environment;
    if (!environment?.calibration) return [];
    const { empty, flush, incr, generator } = environment.calibration;
    const rates = [empty, flush, incr, generator].map((rate) =>
      rate === undefined ? "–" : formatRate(rate, language),
    );
    const machine = `${environment.platform}, ${environment.engine}`;
    return [[name, machine, formatNumber(environment.cores, language), ...rates]];
  });
  if (rows.length === 0) return [{ kind: "line", text: text.noMachines }];
  const left = (label: string) => ({ label, align: "left" as const });
  const right = (label: string) => ({ label, align: "right" as const });
  return [
    {
      kind: "table",
      caption: text.machines,
      saidAbove: true,
      columns: [
        left(text.student),
        left(text.machine),
        ...[text.cores, text.empty, text.flush, text.incr, text.generator].map(right),
      ],
      rows,
      note: text.machinesNote,
    },
  ];
}
