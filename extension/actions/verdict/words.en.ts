import { surplusCause } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { numberWords } from "../number-words.ts";

const { n, many } = numberWords("en");
const hits = (count: number) => `${n(count)} acknowledged ${count === 1 ? "hit" : "hits"}`;
const was = (count: number) => (count === 1 ? "was" : "were");

export const en = {
  verdict,
  claimed: (count: number) => `${claimed(count)}.`,
  /** The code that most of the refusals had. */
  mostly: (cause: string) => `mostly ${cause}`,

  misplaced: (count: number, other: string, own: string) =>
    `${many(count, "hit was", "hits were")} counted for “${other}” meanwhile: does the code of “${own}” still name “${other}”?`,

  guessed: (key: string, guess: number) => `your prediction: ${key} ${n(guess)}`,

  /** The parts of the picture. */
  parts: {
    attempted: (count: number) => `attempted ${n(count)}`,
    failed: (count: number) => `refused ${n(count)}`,
    unknown: (count: number) => `unknown ${n(count)}`,
    ok: (count: number) => `acknowledged ${n(count)}`,
    stored: (count: number) => `stored ${n(count)}`,
    pending: (count: number) => `in the buffer ${n(count)}`,
    late: (count: number) => `not there yet ${n(count)}`,
    lost: (count: number) => `LOST ${n(count)}`,
    duplicated: (count: number) => `counted again +${n(count)}`,
    tooMany: (count: number) => `too many +${n(count)}`,
    unexpected: (count: number) => `never acknowledged +${n(count)}`,
    storedUnanswered: (count: number) => `there all the same ${n(count)}`,
  },
};

/** One sentence. `cause` says why hits were refused. */
function verdict(ledger: Ledger, cause: string | undefined): string {
  const said = [judgement(ledger)];
  if (ledger.failed > 0)
    said.push(`${n(ledger.failed)} ${was(ledger.failed)} refused${cause ? ` (${cause})` : ""}`);
  if (ledger.unknown > 0 && ledger.verdict !== "open") said.push(unanswered(ledger));
  if (ledger.claimed) said.push(claimed(ledger.claimed));
  return `${said.join("; ")}.`;
}

function judgement(ledger: Ledger): string {
  const { lost, duplicated, byName } = ledger;
  const atLeast = byName ? "" : "At least ";
  const gone = `${atLeast}${hits(lost)} ${lost === 1 ? "is" : "are"} gone`;
  switch (ledger.verdict) {
    case "lost":
      return gone;
    case "duplicated":
      return byName ? `${many(duplicated, "hit was", "hits were")} counted more than once` : surplus(ledger);
    case "lost-and-duplicated":
      return `${gone}, and ${n(duplicated)} ${was(duplicated)} counted more than once`;
    case "unexpected":
      return unexpected(ledger.unexpected ?? 0);
    case "open":
      if (ledger.unread) return unread(ledger.unread.en);
      if (ledger.moving) return moving(ledger);
      return ledger.claimed && ledger.unknown === 0 ? exact(ledger) : open(ledger);
    case "exact":
      return exact(ledger);
  }
}

function unexpected(count: number): string {
  return `${many(count, "hit is", "hits are")} stored that should not be: refused, or never sent`;
}

function surplus(ledger: Ledger): string {
  const causes = {
    repeated: "hits were counted more than once",
    refused: "refused hits were stored",
    either: "refused hits were stored, or hits were counted more than once",
  };
  const cause = causes[surplusCause(ledger) ?? "repeated"];
  return `The count is at least ${n(ledger.duplicated)} too high: ${cause}`;
}

function open({ ok, unknown, stored, pending }: Ledger): string {
  const range = ok + unknown;
  const why = `${many(unknown, "hit", "hits")} got no clear answer`;
  return `The exact total is unknown: ${n(stored + pending)} ${stored + pending === 1 ? "is" : "are"} there, and anything from ${n(ok)} to ${n(range)} would be right (${why})`;
}

/** The reason is a sentence or two of its own. */
function unread(reason: string): string {
  return `The load is measured, but where its hits are could not be read: ${reason.replace(/[.\s]+$/, "")}`;
}

function moving({ ok, stored, pending }: Ledger): string {
  return `The count was still changing when it was read last: ${n(stored + pending)} of ${n(ok)} acknowledged hits were there (they are written after their answer, or something else sends hits)`;
}

function exact({ attempted, ok, stored, pending, byName, claimed }: Ledger): string {
  if (attempted === 0) return "Not one hit was sent";
  if (ok === 0) return "Not one hit was acknowledged, so there was nothing to lose";
  const where =
    pending > 0 ? `${n(stored)} stored, ${n(pending)} still in the buffer` : `${n(stored)} stored`;
  const found = byName ? "Every acknowledged hit is there, by name" : "The count is right";
  if (claimed)
    return `If the app's word is right, ${byName ? "every acknowledged hit is there, by name" : "so is the count"}: ${n(ok)} acknowledged, ${where}`;
  return `${found}: ${n(ok)} acknowledged, ${where}`;
}

function claimed(count: number): string {
  return `${many(count, "hit is", "hits are")} in the buffer only by the app's word: the lab finds no trace of ${count === 1 ? "it" : "them"} in Redis or PostgreSQL`;
}

function unanswered({ unknown, recovered, byName }: Ledger): string {
  const without = `${n(unknown)} got no clear answer`;
  return byName && recovered > 0
    ? `${without}, ${n(recovered)} of them ${recovered === 1 ? "is" : "are"} there all the same`
    : without;
}
