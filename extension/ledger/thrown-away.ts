/** A command that changes a counter in Redis, in the order in which Redis ran it. */
export type BufferCommand =
  | { readonly kind: "add"; readonly by: string | null; readonly at: number }
  /** `took` is what its "process" had read before and goes on to add to PostgreSQL. */
  | { readonly kind: "remove"; readonly by: string | null; readonly at: number; readonly took: number };

/** A removal of the buffer, and the hits that came between the reading and the removing. */
export interface Removal {
  readonly by: string | null;
  readonly at: number;
  readonly took: number;
  /** How many hits were in the buffer when it was removed. */
  readonly held: number;
  /** The hits that were removed without having been read. */
  readonly thrownAway: readonly (string | null)[];
  /** The hits that were read and removed. */
  readonly taken: readonly (string | null)[];
}

/** What each removal threw away. @param before how many hits were in the buffer at the beginning */
export function findThrownAway(commands: readonly BufferCommand[], before: number): readonly Removal[] {
  let held: (string | null)[] = Array.from({ length: before }, () => null);
  const removals: Removal[] = [];
  for (const command of commands) {
    if (command.kind === "add") held.push(command.by);
    else {
      const { by, at, took } = command;
      const [taken, thrownAway] = [held.slice(0, took), held.slice(took)];
      removals.push({ by, at, took, held: held.length, thrownAway, taken });
      held = [];
    }
  }
  return removals;
}
