import os from "node:os";
import { performance } from "node:perf_hooks";
import type { GeneratorShare } from "./load.ts";

/** Above this share of the time the generator has too little to spare to keep up with whatever the server does. */
const limitingShare = 0.85;

/** Begins to measure what the generator, which is this process, takes of the processor. */
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
