import type { Ledger } from "../../ledger/ledger.ts";
import { numberWords } from "../number-words.ts";

const { n } = numberWords("en");

/** Where hits are, the worst first. */
export const describeHits = ({
  stored,
  pending,
  lost,
  duplicated,
}: Pick<Ledger, "stored" | "pending" | "lost" | "duplicated">): string =>
  [
    ...(lost > 0 ? [`LOST ${n(lost)}`] : []),
    ...(duplicated > 0 ? [`counted again +${n(duplicated)}`] : []),
    ...(pending > 0 ? [`in the buffer ${n(pending)}`] : []),
    ...(stored > 0 ? [`stored ${n(stored)}`] : []),
  ].join(", ");
