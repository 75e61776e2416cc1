import os from "node:os";

/** What a result was measured on; the versions of the servers come from the stack. */
export function machine(): {
  readonly platform: string;
  readonly cores: number;
  readonly memoryBytes: number;
} {
  return {
    platform: `${os.platform()} ${os.arch()}`,
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
  };
}
