import { execFileSync } from "node:child_process";

/** Before a command line: it has a network of its own, with nothing but 127.0.0.1. For root. */
export const ownNetwork = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"] as const;

/** Why the fence cannot be tested here: some systems keep user namespaces for root. */
export function aboutFence(): string | false {
  if (process.platform !== "linux") return "the fence needs Linux";
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  try {
    execFileSync("unshare", [...asRoot, "--net", "true"]);
    return false;
  } catch {
    return "this system allows no namespaces";
  }
}
