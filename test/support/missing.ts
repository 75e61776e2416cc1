import { spawnSync } from "node:child_process";

/** Why a test of this program is skipped; false where it runs. @param argument with which it does nothing */
export const missing = (program: string, argument: string): string | false =>
  spawnSync(program, [argument]).status !== 0 && `there is no ${program} on this machine`;
