import type { LabError } from "../../../common/lab-error.ts";
import type { AppKind } from "../../apps.ts";
import { type ServiceName, serviceNames } from "../../stack.ts";
import { serverDidNotStart } from "../../start-trouble.ts";
import { composeError, composeFailed, lastLines } from "./errors.ts";
import { notRunning } from "./judge-docker.ts";
import type { ComposeEvent } from "./output.ts";

/** Questions to Docker that an explanation may need. */
interface Inquiry {
  readonly project: string;
  readonly app: AppKind;
  /** The image of a service as compose.yaml names it. */
  imageOf(service: string): Promise<string | undefined>;
  /** The last lines of a service's log. */
  logOf(service: string): Promise<readonly string[]>;
  /** What the last health check of a container said when it failed. */
  healthOf(container: string): Promise<readonly string[]>;
}

/** The lines of a failed command that say why. */
export function complaints(events: readonly ComposeEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === "text") return [event.text];
    return event.kind === "item" && event.state === "Error" ? [`${event.id} Error ${event.detail}`] : [];
  });
}

const network =
  /network is unreachable|no such host|i\/o timeout|TLS handshake timeout|connection refused|connection reset|name resolution|server misbehaving|dial tcp|deadline exceeded|proxyconnect|no route to host/i;
const building = /failed to solve|executor failed running|did not complete successfully/;
const outOfHub = /toomanyrequests|pull rate limit/i;
const absent =
  /manifest unknown|manifest for .* not found|not found: manifest|pull access denied|repository does not exist|unauthorized|no matching manifest|: not found|No such image/i;

/** Why `docker compose up` failed, from what it printed. */
export async function explainUp(lines: readonly string[], inquiry: Inquiry): Promise<LabError> {
  const all = lines.join("\n");
  const last = lines.at(-1) ?? "";
  if (/Cannot connect to the Docker daemon|error during connect|docker daemon is not running/i.test(all)) {
    return notRunning(last, process.env);
  }
  if (/mounts denied|not shared from the host/i.test(all)) {
    return composeError("folder-not-shared", { reason: last });
  }
  if (/bind source path does not exist/i.test(all)) {
    return composeError("folder-not-seen", { reason: last });
  }
  const port = portIn(all);
  if (port !== undefined) return composeError("port-taken", { port });

  const image = await imageIn(lines, inquiry);
  if (image) {
    const { name, reason } = image;
    if (outOfHub.test(all)) return composeError("image-rate-limit", { image: name });
    if (network.test(reason)) return composeError("image-offline", { image: name, reason });
    if (absent.test(reason)) return composeError("image-unavailable", { image: name, reason });
  }
  if (building.test(all)) {
    const words = lastLines(lines.filter((line) => !/^-+$/.test(line)));
    return composeError("app-build-failed", { lines: words, app: inquiry.app });
  }
  const { container = "", name, how } = containerTrouble(all, inquiry.project);
  const service = serviceNames.find((one) => one === name);
  if (service !== undefined && how !== undefined) {
    const check = how === "unhealthy" ? await inquiry.healthOf(container) : [];
    return explainService(service, { how, check }, inquiry);
  }
  return composeFailed(lines);
}

async function explainService(
  service: ServiceName,
  end: { readonly how: string; readonly check: readonly string[] },
  inquiry: Inquiry,
): Promise<LabError> {
  // In the image, the app is in /app; Windows knows no file URL without a drive.
  const log = (await inquiry.logOf(service)).map((line) => line.replace("file:///app/", "/app/"));
  const volume = `${inquiry.project}_postgres-data`;
  const incompatible = log.find((line) => /initialized by PostgreSQL version/.test(line));
  if (incompatible) return composeError("volume-other-version", { volume, reason: incompatible });
  // The app gives up at once when it may not log in, so its log shows the reason.
  if (log.some((line) => /password authentication failed|\b28P01\b/.test(line))) {
    return composeError("volume-other-password", { volume });
  }
  const app = { name: inquiry.app.folder, path: "/app" };
  return serverDidNotStart(service, end, log, service === "app" ? app : undefined);
}

function portIn(all: string): string | undefined {
  if (!/address already in use|port is already allocated|Ports are not available|Only one usage/i.test(all)) {
    return undefined;
  }
  return /(?:127\.0\.0\.1|0\.0\.0\.0|\]):(\d+)/.exec(all)?.[1] ?? "?";
}

interface MissingImage {
  readonly name: string;
  readonly reason: string;
}

/** The image that could not be fetched: a service's own, or the base image of a Dockerfile. */
async function imageIn(lines: readonly string[], inquiry: Inquiry): Promise<MissingImage | undefined> {
  for (const line of lines) {
    const [, id, reason] = /^(?:Image )?(\S+) Error (.+)$/.exec(line) ?? [];
    if (id === undefined || reason === undefined) continue;
    const name = id.includes(":") ? id : await inquiry.imageOf(id);
    if (name !== undefined) return { name, reason: shortened(reason) };
  }
  return baseImageIn(lines);
}

function baseImageIn(lines: readonly string[]): MissingImage | undefined {
  for (const line of lines) {
    // JSON has the reason in the same line; plain output has it in a later one with the same number.
    const [, step, name, same] =
      /^(#\d+ )?\[.*load metadata for (?:docker\.io\/(?:library\/)?)?(\S+)(?: ERROR: (.+))?$/.exec(line) ??
      [];
    const later = step === undefined ? undefined : lines.find((one) => one.startsWith(`${step}ERROR: `));
    const reason = same ?? later;
    if (name !== undefined && reason !== undefined) return { name, reason: shortened(reason) };
  }
  return undefined;
}

/** BuildKit puts the names of all its parts before the reason. */
function shortened(reason: string): string {
  return reason.replace(/^.*(?:failed to do request|ERROR): /, "").trim();
}

/** `container surge-lab-1a2b-postgres-1 exited (2)`, or `… is unhealthy` */
function containerTrouble(
  all: string,
  project: string,
): Partial<Record<"container" | "name" | "how", string>> {
  const trouble = `(?<container>${project}-(?<name>[\\w-]+)-\\d+) (?:is )?(?<how>unhealthy|exited \\(\\d+\\))`;
  return new RegExp(`container ${trouble}`).exec(all)?.groups ?? {};
}
