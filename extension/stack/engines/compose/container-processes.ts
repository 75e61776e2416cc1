import { readFile } from "node:fs/promises";
import type { Owners } from "../../run-watch/processor.ts";
import { type ServiceName, serviceNames } from "../../stack.ts";
import { docker } from "./docker.ts";

/** Between the beginning of a process by the kernel, whose clock may have been set since, and by Docker, milliseconds. */
const slack = 10_000;

/**
 * The first process of each container, as this machine numbers them. undefined where they run on another machine, or in
 * a virtual one, as with Docker Desktop: a process of this machine may have the same number, but not the same beginning.
 */
export async function containerProcesses(project: string): Promise<Owners | undefined> {
  if (process.platform !== "linux") return undefined;
  const options = { timeout: 5_000 };
  const filter = ["--filter", `label=com.docker.compose.project=${project}`];
  const { stdout: ids } = await docker(["ps", "--quiet", ...filter], options);
  const format = '{{index .Config.Labels "com.docker.compose.service"}} {{.State.Pid}} {{.State.StartedAt}}';
  const { stdout } = await docker(["inspect", "--format", format, ...ids.trim().split("\n")], options);
  const owners: Partial<Record<ServiceName, readonly number[]>> = {};
  for (const line of stdout.trim().split("\n")) {
    const [name, pid, startedAt = ""] = line.split(" ");
    const beganAt = await beginningOf(Number(pid));
    if (!(Math.abs(beganAt - Date.parse(startedAt)) < slack)) return undefined;
    const service = serviceNames.find((each) => each === name);
    if (service) owners[service] = [...(owners[service] ?? []), Number(pid)];
  }
  return owners;
}

/** Milliseconds since 1970; NaN: there is no such process. */
async function beginningOf(pid: number): Promise<number> {
  const read = (file: string) => readFile(file, "utf8").catch(() => "");
  const [whole, own] = await Promise.all([read("/proc/stat"), read(`/proc/${pid}/stat`)]);
  const boot = Number(/^btime (\d+)$/m.exec(whole)?.[1]) * 1000;
  // The name before the third field may contain brackets and blanks; the beginning, in ticks of 10 ms, is the 22nd.
  return boot + Number(own.slice(own.lastIndexOf(")") + 2).split(" ")[19]) * 10;
}
