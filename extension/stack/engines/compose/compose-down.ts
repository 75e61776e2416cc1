import { parse } from "node:path";
import type { Leftover } from "../engine.ts";
import { docker } from "./docker.ts";

type Project = Pick<Leftover & { kind: "compose" }, "project" | "removeVolumes">;

/**
 * Removes the containers, the network and the app's image of a project, and its volumes unless they are kept.
 * Uses only the project's name: the compose file may be gone, and would require passwords.
 * @returns what Docker said when it could not, else undefined
 */
export async function composeDown({ project, removeVolumes }: Project): Promise<string | undefined> {
  const words = ["compose", "--ansi", "never", "-p", project, "down", "--remove-orphans"];
  // Data that is deleted anyway needs no orderly end.
  const kept = removeVolumes ? ["--volumes", "--timeout", "0"] : ["--timeout", "10"];
  // In the root folder no compose file of a student is found, nor in any above it.
  const options = { cwd: parse(process.cwd()).root, timeout: 30_000 };
  // An `up` that was killed may have asked for one more container, and another process that cleans up as well may have
  // kept a volume in use: the second time finds them.
  for (let round = 1; ; round += 1) {
    const { code, stderr } = await docker([...words, ...kept], options);
    if (code !== 0) return stderr.trim() || "It does not answer.";
    if (round === 3 || !(await hasRemains({ project, removeVolumes }))) break;
  }
  await docker(["image", "rm", `${project}-app`], options);
  return undefined;
}

async function hasRemains({ project, removeVolumes }: Project): Promise<boolean> {
  const options = ["--quiet", "--filter", `label=com.docker.compose.project=${project}`];
  const lists = [["ps", "--all", ...options], ...(removeVolumes ? [["volume", "ls", ...options]] : [])];
  const found = await Promise.all(lists.map((list) => docker(list, { timeout: 10_000 })));
  return found.some(({ stdout }) => stdout.trim() !== "");
}
