/** How often a test repeats what chance could spoil: `long` times in a *.long.test.ts, which asks for that. */
export function repetitions(long: number, quick = 3): number {
  return process.env.SURGE_LAB_REPEAT === "full" ? long : quick;
}
