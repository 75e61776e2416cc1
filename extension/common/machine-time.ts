/**
 * Milliseconds on the clock of the machine that nobody can set, and that all its processes share. Durations and
 * deadlines within one process are measured by `performance.now()`; `new Date()` is for moments that people read.
 */
export function machineTime(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
