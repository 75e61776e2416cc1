import type { Language } from "../../common/language.ts";
import type { Outcomes } from "../../common/outcome.ts";
import type { LedgerBlock, LedgerPart, LineBlock, VerdictBlock } from "../../drawing/blocks.ts";
import { surplusCause } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { failureCode, failureTitle } from "../../load/failure-codes.ts";
import type { PredictedValue } from "../expect.ts";
import type { MisplacedHits } from "./misplaced-hits.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const wordsFor = (language: Language) => ({ en, ru })[language];

type Judged = Ledger & { readonly failures?: Readonly<Record<string, number>> };

export function verdictBlock(judged: Judged, language: Language): VerdictBlock {
  const words = wordsFor(language);
  return { kind: "verdict", sign: signOf(judged), text: words.verdict(judged, refusalCause(judged, words)) };
}

/** The values that the sentence of `verdictBlock` says. */
export function saidIn(ledger: Ledger): (keyof Ledger)[] {
  const { verdict, failed, unknown, ok, pending, unread, moving, claimed } = ledger;
  const exact: (keyof Ledger)[] =
    ok === 0 ? ["ok"] : ["ok", "stored", ...(pending > 0 ? ["pending" as const] : [])];
  const open: (keyof Ledger)[] = unread
    ? []
    : moving
      ? ["ok"]
      : claimed && unknown === 0
        ? exact
        : ["ok", "unknown"];
  const judged: Readonly<Record<Ledger["verdict"], readonly (keyof Ledger)[]>> = {
    lost: ["lost"],
    duplicated: ["duplicated"],
    "lost-and-duplicated": ["lost", "duplicated"],
    unexpected: ["unexpected"],
    open,
    exact,
  };
  return [
    ...judged[verdict],
    ...(failed > 0 ? (["failed"] as const) : []),
    ...(unknown > 0 && verdict !== "open" ? (["unknown"] as const) : []),
  ];
}

/** Lost hits that another strategy has: a copied strategy may still count for the one it was copied from. */
export function misplacedLines(
  { strategy, elsewhere = [] }: { readonly strategy: string; readonly elsewhere?: MisplacedHits },
  language: Language,
): LineBlock[] {
  return elsewhere.map((other) => ({
    kind: "line",
    text: wordsFor(language).misplaced(other.hits, other.strategy, strategy),
    tone: "hint",
  }));
}

/** Says of hits in a buffer that only the app says so, where no verdict says it. */
export function claimedLines(claimed: number | undefined, language: Language): LineBlock[] {
  return claimed ? [{ kind: "line", tone: "hint", text: wordsFor(language).claimed(claimed) }] : [];
}

/** An equals sign only where hits were acknowledged and the ledger closes. */
export function signOf({ verdict, ok }: Ledger): VerdictBlock["sign"] {
  if (verdict === "open") return "≈";
  if (verdict !== "exact") return "≠";
  return ok > 0 ? "=" : "•";
}

/** Why most of the refused hits were refused; undefined where the counts cannot say it. */
function refusalCause({ failures = {}, failed, unknown }: Judged, words: typeof en): string | undefined {
  const causes = Object.entries(failures).filter(([code]) => unknown === 0 || !failureCode(code).inDoubt);
  const [most] = causes.sort(([, a], [, b]) => b - a);
  if (!most || most[1] > failed) return undefined;
  const title = failureTitle(most[0]);
  return most[1] === failed ? title : words.mostly(title);
}

/** The three rows of the icicle. Every width is a share of what was attempted. */
export function ledgerBlock(
  ledger: Ledger,
  language: Language,
  predicted: readonly PredictedValue[] = [],
): LedgerBlock {
  const { attempted, ok, failed, unknown } = ledger;
  const row = rowMaker(attempted, 1, language);
  const storedUnanswered = Math.min(ledger.recovered, unknown);
  const lost = Math.min(ledger.lost, ok);
  const pending = Math.min(ledger.pending, ok - lost);
  const late = ledger.moving ? Math.max(0, ok - pending - ledger.stored) : 0;
  const rows = [
    ...answeredRows(ledger, row),
    ledger.unread
      ? []
      : row([
          [undefined, failed],
          ["storedUnanswered", storedUnanswered],
          [undefined, unknown - storedUnanswered],
          ["stored", ok - lost - late - pending],
          ["pending", pending],
          ["late", late],
          ["lost", lost],
          [surplusCause(ledger) === "repeated" ? "duplicated" : "tooMany", surplus(ledger)],
          ["unexpected", ledger.unexpected ?? 0],
        ]),
  ];
  const guesses = guessesOn(ledger, predicted, wordsFor(language));
  return { kind: "ledger", caption: captionOf(rows), rows, ...(guesses.length > 0 && { guesses }) };
}

/** From where each part begins in the picture to where the guess would have it end. */
function guessesOn(
  { attempted, ok, failed, unknown, lost, pending }: Ledger,
  predicted: readonly PredictedValue[],
  words: typeof en,
): NonNullable<LedgerBlock["guesses"]> {
  const stored = Math.max(0, ok - lost - pending);
  const places = {
    failed: [1, 0],
    unknown: [1, failed],
    ok: [1, failed + unknown],
    stored: [2, failed + unknown],
    pending: [2, failed + unknown + stored],
    lost: [2, failed + unknown + stored + pending],
  } as const;
  return Object.entries(places).flatMap(([role, [row, before]]) => {
    const guess = predicted.find(({ key }) => key === role)?.guess;
    if (typeof guess !== "number" || attempted === 0) return [];
    const at = Math.min(1, Math.max(0, (before + guess) / attempted));
    return [{ row, at, label: words.guessed(role, guess) }];
  });
}

/** What is too much, so that the parts of the last row add up to the counter and the buffer. */
function surplus(ledger: Ledger): number {
  const { ok, stored, pending, lost, duplicated, recovered, unexpected = 0 } = ledger;
  return duplicated > 0 ? Math.max(duplicated, stored + pending - (ok - lost) - recovered - unexpected) : 0;
}

/** While a load runs: as wide as its progress, and without the row that says where the hits are. */
export function progressLedger(outcomes: Outcomes, fraction: number, language: Language): LedgerBlock {
  const row = rowMaker(outcomes.attempted, Math.min(1, Math.max(0, fraction)), language);
  const rows = [...answeredRows(outcomes, row), []];
  return { kind: "ledger", caption: captionOf(rows), rows };
}

/** The attempted hits, and below them their outcomes. */
function answeredRows(
  { attempted, ok, failed, unknown }: Outcomes,
  row: ReturnType<typeof rowMaker>,
): LedgerPart[][] {
  return [
    row([["attempted", attempted]]),
    row([
      ["failed", failed],
      ["unknown", unknown],
      ["ok", ok],
    ]),
  ];
}

type Role = LedgerPart["role"];
/** Pieces that are drawn like others and have a label of their own. */
const drawnAs = {
  storedUnanswered: "stored",
  tooMany: "duplicated",
  late: "unknown",
} as const satisfies Record<string, Role>;
type Piece = readonly [role: Role | keyof typeof drawnAs | undefined, count: number];

/** Lays pieces side by side; a piece without a role is room that stays empty. */
function rowMaker(attempted: number, whole: number, language: Language) {
  const { parts: labels } = wordsFor(language);
  const share = (count: number) => (attempted > 0 ? (count / attempted) * whole : 0);
  return (pieces: readonly Piece[]): LedgerPart[] => {
    const parts: LedgerPart[] = [];
    let before = 0;
    for (const [role, count] of pieces) {
      const from = share(before);
      before += count;
      if (role === undefined || (count === 0 && role !== "attempted")) continue;
      parts.push({
        role: isOwnPiece(role) ? drawnAs[role] : role,
        label: labels[role](count),
        count,
        from,
        share: share(count),
      });
    }
    return parts;
  };
}

function isOwnPiece(role: Role | keyof typeof drawnAs): role is keyof typeof drawnAs {
  return role in drawnAs;
}

function captionOf(rows: readonly (readonly LedgerPart[])[]): string {
  return rows
    .filter((row) => row.length > 0)
    .map((row) => row.map(({ label }) => label).join(", "))
    .join("; ");
}
