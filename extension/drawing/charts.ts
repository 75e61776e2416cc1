import type { BarFill, BarsChart } from "./bars.ts";
import type { LedgerPart, TableBlock } from "./blocks.ts";
import type { LaneFill, LanesChart } from "./lanes.ts";
import type { LinesChart } from "./lines.ts";

/** Numbers as a picture. Every position and size in it is a share of the picture, from 0 to 1. */
export type ChartBlock = ColumnsChart | PanelsChart | GaugeChart | BarsChart | LanesChart | LinesChart;

export interface Chart {
  readonly kind: "chart";
  readonly caption: string;
  /** The picture in a sentence, for screen readers. */
  readonly summary: string;
}

/** Columns along an axis, each stacked from the bottom: counts over time, answers by latency. */
export interface ColumnsChart extends Chart {
  readonly form: "columns";
  readonly columns: readonly {
    readonly from: number;
    readonly width: number;
    readonly parts: readonly { readonly fill: ChartFill; readonly height: number }[];
  }[];
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  /** Places on the x axis that have a name, from left to right. */
  readonly marks: readonly ChartTick[];
  /** One entry for each fill, with its figure: "up to 240/s". */
  readonly legend: readonly { readonly fill: ChartFill; readonly label: string; readonly note: string }[];
  /** The same numbers, to be unfolded. */
  readonly table: TableBlock;
}

export interface ChartAxis {
  readonly label: string;
  readonly ticks: readonly ChartTick[];
}

export interface ChartTick {
  readonly at: number;
  readonly label: string;
  /** The student's guess, not a measurement. */
  readonly guess?: true;
}

/** Small charts side by side with the same rows; the numbers stand in them. */
export interface PanelsChart extends Chart {
  readonly form: "panels";
  readonly panels: readonly {
    readonly title: string;
    readonly fill: ChartFill;
    readonly bars: readonly { readonly label: string; readonly value: string; readonly share: number }[];
  }[];
}

/** A bar of places: held, free, reserved. The numbers stand in its labels. */
export interface GaugeChart extends Chart {
  readonly form: "gauge";
  readonly places: number;
  readonly parts: readonly {
    readonly fill: ChartFill;
    readonly label: string;
    readonly count: number;
    readonly from: number;
    readonly share: number;
  }[];
  readonly marks: readonly ChartTick[];
}

export type ChartFill =
  | LedgerPart["role"]
  | LaneFill
  | BarFill
  | "latency"
  | "active"
  | "idle"
  | "waiting"
  | "other"
  | "free"
  | "reserved";
