import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { findStrategy } from "../../extension/actions/strategies/find-strategy.ts";
import { baselineOf, judgeRun } from "../../extension/actions/verdict/judge-run.ts";
import { listStrategies } from "../../extension/inspection/app-client.ts";
import type { Inspection } from "../../extension/inspection/inspection.ts";
import type { Ledger } from "../../extension/ledger/ledger.ts";
import { HitIds } from "../../extension/load/hit-ids.ts";
import { runLoad } from "../../extension/load/run-load.ts";

const loadProcess = fileURLToPath(new URL("../../extension/load/load-process.ts", import.meta.url));

export interface JudgedLoad {
  readonly failures: Readonly<Record<string, number>>;
  readonly requestsPerSecond: number;
  /** Where its hits are now; another inspection when the app was started anew. */
  judge(by?: Inspection): Promise<Ledger>;
}

/** The lab's own load on an app, and the lab's own judgement of it, as often as it is asked. */
export async function judgedLoad(
  app: string,
  inspection: Inspection,
  strategy: string,
  { requests = 1000, connections = 50 } = {},
): Promise<JudgedLoad> {
  const { signal } = new AbortController();
  const { storesIds, buffers } = findStrategy(strategy, await listStrategies(app, signal));
  const naming = { hitIdPrefix: randomUUID().slice(0, 8), hitIdSecret: randomUUID() };
  const baseline = await baselineOf(inspection, { name: strategy, buffers: buffers && !storesIds });
  const report = await runLoad(
    { url: `${app}/${strategy}/hit`, requests, connections, timeoutSeconds: 10, ...naming },
    { loadProcess, signal, progress: () => {} },
  );
  const names = storesIds ? { ids: new HitIds(naming), outcomeOf: report.outcomeOf } : undefined;
  return {
    failures: report.failures,
    requestsPerSecond: report.requestsPerSecond,
    judge: (by = inspection) => judgeRun(by, report, { strategy, baseline, names }),
  };
}
