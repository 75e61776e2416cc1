import { formatNumber, type Language } from "../../common/language.ts";
import type { ChartFill, GaugeChart } from "../../drawing/charts.ts";
import type { Connections } from "./result.ts";
import type { en } from "./words.en.ts";

export function usedOf({ byState }: Connections): number {
  return byState.reduce((sum, { count }) => sum + count, 0);
}

/** What every role may still take, and what only superusers may. */
export function unusedOf(connections: Connections): { readonly free: number; readonly reserved: number } {
  const unused = Math.max(0, connections.max - usedOf(connections));
  const reserved = Math.min(connections.reserved, unused);
  return { free: unused - reserved, reserved };
}

/** `max_connections` as a bar of places: connections by state from the left, the reserved ones on the right. */
export function connectionsGauge(connections: Connections, words: typeof en, language: Language): GaugeChart {
  const { max, reserved } = connections;
  const unused = unusedOf(connections);
  const entries: [fill: ChartFill, name: string, count: number][] = [
    ...statesOf(connections),
    ["free", words.gauge.free, unused.free],
    ["reserved", words.gauge.reserved, unused.reserved],
  ];
  const places = Math.max(max, usedOf(connections), 1);
  let before = 0;
  const parts = entries
    .filter(([, , count]) => count > 0)
    .map(([fill, name, count]) => {
      const from = before / places;
      before += count;
      const label = `${name} ${formatNumber(count, language)}`;
      return { fill, label, count, from, share: count / places };
    });
  const limit = (at: number, name: string) => ({
    at: at / places,
    label: `${formatNumber(at, language)} ${name}`,
  });
  return {
    kind: "chart",
    form: "gauge",
    caption: words.gauge.caption,
    summary: `${words.title(usedOf(connections), max)} ${parts.map(({ label }) => label).join(", ")}`,
    places,
    parts,
    marks:
      reserved > 0
        ? [limit(max - reserved, words.gauge.plainLimit), limit(max, "max_connections")]
        : [limit(max, "max_connections")],
  };
}

/** The same state of several roles together, in the order in which they came. */
function statesOf({ byState }: Connections): [ChartFill, string, number][] {
  const counts = new Map<string, number>();
  for (const { state, count } of byState) counts.set(state, (counts.get(state) ?? 0) + count);
  return [...counts].map(([state, count]) => [fillOf(state), state, count]);
}

function fillOf(state: string): ChartFill {
  if (state === "active" || state === "idle") return state;
  return state.startsWith("idle in transaction") ? "waiting" : "other";
}
