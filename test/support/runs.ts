/** How often a property is tried: `SURGE_LAB_FUZZ=100` makes it a hundred times as often. */
export function runs(usual: number): number {
  return usual * Number(process.env.SURGE_LAB_FUZZ ?? 1);
}
