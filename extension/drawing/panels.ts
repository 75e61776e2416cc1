import type { ChartFill, PanelsChart } from "./charts.ts";

interface Measured {
  readonly label: string;
  readonly value: string;
  readonly size: number;
}

/** Small charts with a scale each, from 0 to the largest of its numbers. */
export function panelsChart(
  caption: string,
  panels: readonly {
    readonly title: string;
    readonly fill: ChartFill;
    readonly bars: readonly Measured[];
  }[],
): PanelsChart {
  const said = panels.map(
    ({ title, bars }) => `${title}: ${bars.map(({ label, value }) => `${label} ${value}`).join(", ")}`,
  );
  return {
    kind: "chart",
    form: "panels",
    caption,
    summary: `${caption}. ${said.join("; ")}`,
    panels: panels.map(({ title, fill, bars }) => {
      const largest = Math.max(0, ...bars.map(({ size }) => size));
      return {
        title,
        fill,
        bars: bars.map(({ label, value, size }) => ({
          label,
          value,
          share: largest > 0 ? size / largest : 0,
        })),
      };
    }),
  };
}
