/** One line of what `docker compose` prints while it works, whichever way it prints. */
export type ComposeEvent =
  /** `state` as Compose says it: Pulling, Downloading, Created, Healthy, Error… */
  | {
      readonly kind: "item";
      readonly id: string;
      readonly state: string;
      readonly detail: string;
      readonly amount?: Amount;
    }
  | { readonly kind: "build-step"; readonly step: number; readonly steps: number; readonly command: string }
  | { readonly kind: "text"; readonly text: string };

/** Bytes. */
export interface Amount {
  readonly current: number;
  readonly total: number;
}

/** Reads `--progress plain` and `--progress json` alike; a JSON line of the builder may hold several events. */
export function parseLine(line: string): ComposeEvent[] {
  const text = line.trimEnd();
  if (text === "") return [];
  if (text.startsWith("{")) {
    try {
      return fromJson(JSON.parse(text));
    } catch {
      return [{ kind: "text", text }];
    }
  }
  return [fromPlain(text)];
}

const states =
  /^(?:Pulling(?: fs layer)?|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists|Pulled|Skipped|Interrupted|Building|Built|Creating|Created|Recreate|Recreated|Starting|Started|Running|Healthy|Error|Stopping|Stopped|Removing|Removed)\b/;

function fromPlain(text: string): ComposeEvent {
  // Containers, volumes and networks have two spaces before the state; images and layers have one.
  const [, id, rest] = /^ ((?:Network|Volume|Container|Image) \S+|\S+) +(.+)$/.exec(text) ?? [];
  const state = rest === undefined ? undefined : states.exec(rest)?.[0];
  if (id !== undefined && rest !== undefined && state !== undefined) {
    return item(id, state, rest.slice(state.length).trim());
  }
  const build = /^#\d+ (\[.*)$/.exec(text)?.[1];
  return (build === undefined ? undefined : buildStep(build)) ?? { kind: "text", text };
}

function item(id: string, state: string, detail: string, amount = amountIn(detail)): ComposeEvent {
  return { kind: "item", id, state, detail, ...(amount ? { amount } : {}) };
}

/** `[app 4/5] RUN npm ci`, or `[4/5] RUN npm ci` */
function buildStep(name: string): ComposeEvent | undefined {
  const [, step, steps, command] = /^\[(?:\S+ )*(\d+)\/(\d+)\] (.+)$/.exec(name) ?? [];
  if (step === undefined || steps === undefined || command === undefined) return undefined;
  return { kind: "build-step", step: Number(step), steps: Number(steps), command };
}

function fromJson(message: unknown): ComposeEvent[] {
  const { vertexes, logs } = fields(message);
  if (Array.isArray(vertexes) || Array.isArray(logs)) return fromBuilder(list(vertexes), list(logs));
  const { message: said, id, text, status, details, current, total } = strings(message);
  if (id === undefined) return texts(said ?? text ?? "");
  // Which of the two is the state, and which the detail, differs from version to version.
  const [state = "", ...rest] = [text, status, details]
    .filter((word) => word !== undefined && word !== "Working" && word !== "Done")
    .map(String)
    .sort((a, b) => Number(states.test(b)) - Number(states.test(a)));
  const amount =
    current && total ? { current: Number(current), total: Number(total) } : amountIn(rest.join(" "));
  return [item(id, state || (status ?? ""), rest.join(" "), amount)];
}

/** A line of BuildKit with `--progress rawjson`. */
function fromBuilder(vertexes: readonly unknown[], logs: readonly unknown[]): ComposeEvent[] {
  const events: ComposeEvent[] = [];
  for (const vertex of vertexes) {
    const { name, started, completed, error } = strings(vertex);
    const step = name === undefined || started === undefined || completed ? undefined : buildStep(name);
    if (step) events.push(step);
    if (error) events.push({ kind: "text", text: `${name ?? ""} ERROR: ${error}` });
  }
  for (const log of logs) {
    const { data = "" } = strings(log);
    events.push(...texts(Buffer.from(data, "base64").toString("utf8")));
  }
  return events;
}

function texts(lines: string): ComposeEvent[] {
  const written = lines.split("\n").filter((line) => line.trim() !== "");
  return written.map((text) => ({ kind: "text", text }));
}

/** `[==>   ]  6.131MB/30.01MB` */
function amountIn(detail: string): Amount | undefined {
  const [, current, total] = /([\d.]+[kMGT]?B)\/([\d.]+[kMGT]?B)$/.exec(detail) ?? [];
  return current === undefined || total === undefined
    ? undefined
    : { current: bytes(current), total: bytes(total) };
}

function bytes(text: string): number {
  const power = ["B", "kB", "MB", "GB", "TB"].indexOf(text.replace(/[\d.]+/, ""));
  return Math.round(Number.parseFloat(text) * 1000 ** Math.max(0, power));
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The fields that are words or numbers, as words. */
export function strings(value: unknown): Readonly<Record<string, string | undefined>> {
  const known = Object.entries(fields(value)).filter(([, word]) => word !== null && typeof word !== "object");
  return Object.fromEntries(known.map(([name, word]) => [name, String(word)]));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
