import { timeParts } from "../../ledger/hit-time.ts";
import { limitOf } from "../../ledger/limit.ts";
import { atMost, between, type Discrepancy, differs } from "../discrepancy.ts";
import type { LoadResult } from "./result.ts";

/** The parts make up their wholes, and the limit follows from them. Results of earlier versions have none of it. */
export function checkTime(load: LoadResult): Discrepancy[] {
  const { time, waits, processor, limitedBy, latencyMs } = load;
  return [
    ...(time ? atMost("time.meanMs", time.meanMs, latencyMs.max * 1.002 + 0.002) : []),
    ...(time
      ? addsUp(
          "time.partsMs",
          timeParts.map((part) => time.partsMs[part]),
          time.meanMs,
        )
      : []),
    ...(waits ? addsUp("waits", Object.values(waits), 1) : []),
    ...(processor ? addsUp("processor", Object.values(processor), 1) : []),
    ...(limitedBy ? differs("limitedBy", JSON.stringify(limitedBy), JSON.stringify(limitOf(load))) : []),
  ];
}

function addsUp(key: string, parts: readonly (number | undefined)[], whole: number): Discrepancy[] {
  const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0);
  return between(key, sum, whole * 0.999, whole * 1.001);
}
