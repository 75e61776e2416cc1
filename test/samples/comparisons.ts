import type { ClaimsResult } from "../../extension/actions/claims/result.ts";
import type { CompareResult } from "../../extension/actions/compare/result.ts";
import { judgeClaims } from "../../extension/ledger/claims.ts";
import { frozenClosed, frozenOpen } from "./disturbed-loads.ts";
import { batched, everything, interrupted, naive } from "./loads.ts";

/** Two runs of one strategy that differ in the load model only. */
export const compareModels: CompareResult = {
  action: "compare",
  runs: [
    { ...frozenClosed, run: 1 },
    { ...frozenOpen, run: 2 },
  ],
};

export const compare: CompareResult = { action: "compare", runs: [naive, batched, interrupted, everything] };

export const claims: ClaimsResult = {
  action: "claims",
  claims: judgeClaims([naive, { ...naive, strategy: "pooled", ok: 1000, failed: 0, lost: 941 }]),
};
