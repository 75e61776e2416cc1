import { after } from "node:test";
import { type Rig, startRig } from "./rig.ts";

let shared: Promise<Rig> | undefined;
after(async () => (await shared)?.close());

/** The one that all tests of a process share: started when the first test asks for it, ended after the last. */
export function sharedRig(): Promise<Rig> {
  shared ??= startRig();
  return shared;
}
