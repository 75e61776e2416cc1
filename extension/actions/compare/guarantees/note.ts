import { appOf, type Session } from "../../session.ts";
import type { CrashedAt, Drain } from "./result.ts";
import { rowName } from "./rows.ts";

/** For the row of the strategy: how its buffer was emptied. */
export function noteDrain(session: Session, strategy: string, drain: Omit<Drain, "row">): void {
  const { drains, crashes } = session.measured;
  session.measured = { crashes, drains: [...drains, { row: rowName(strategy, appOf(session)), ...drain }] };
}

/** For the same row: how the count came out after a crash at each place. */
export function noteCrashes(session: Session, strategy: string, places: CrashedAt): void {
  const { drains, crashes } = session.measured;
  session.measured = { drains, crashes: { ...crashes, [rowName(strategy, appOf(session))]: places } };
}
