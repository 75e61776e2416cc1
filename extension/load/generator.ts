import os from "node:os";
import { performance } from "node:perf_hooks";
import type { GeneratorShare } from "./load.ts";

/** A generator that is busy for a larger share of the time cannot keep up with the server. */
export const limitingShare = 0.85;

/** Starts to measure how much of the processor the generator, which is this process, uses. */
export function watchGenerator(): () => GeneratorShare {
  const cpuBefore = process.cpuUsage();
  const loopBefore = performance.eventLoopUtilization();
  const startedAt = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpuShare = (user + system) / 1000 / (performance.now() - startedAt);
    const busyShare = performance.eventLoopUtilization(loopBefore).utilization;
    return {
      cpuShare,
      machineShare: cpuShare / os.availableParallelism(),
      busyShare,
      ...(busyShare > limitingShare && { limitedTheRun: true as const }),
    };
  };
}
