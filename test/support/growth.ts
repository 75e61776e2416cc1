/**
 * How much more processor time the work takes for an input that is `factor` times as large. Work in linear time
 * gives about `factor`, in quadratic time its square. The best of several runs, and of this thread alone: neither a busy
 * machine nor the collection of the garbage of others counts.
 */
export function growth(work: (size: number) => void, size: number, factor: number): number {
  return best(work, size * factor) / best(work, size);
}

function best(work: (size: number) => void, size: number): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.threadCpuUsage();
    work(size);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  });
  // Microseconds; what takes less than a millisecond is noise.
  return Math.max(1_000, Math.min(...times));
}
