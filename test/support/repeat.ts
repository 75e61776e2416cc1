/** How often a test repeats what chance could spoil: the full count where `SURGE_LAB_REPEAT=full` asks for it. */
export function repetitions(full: number, quick = 3): number {
  return process.env.SURGE_LAB_REPEAT === "full" ? full : quick;
}
