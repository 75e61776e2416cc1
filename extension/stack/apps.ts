import type { AppName } from "./stack.ts";

/** An app of `lab-stack`: both answer at the same addresses, and count in the same tables and keys. */
export interface AppKind {
  /** Its folder in `lab-stack`. */
  readonly folder: string;
  /** The program that runs its files, in its image. */
  readonly program: string;
  /** The name of that runtime. */
  readonly runtime: string;
  /** The extension of its files. */
  readonly extension: string;
  /** The file that lists its packages, and the program that installs them. */
  readonly packages: string;
  readonly installer: string;
}

export const apps: Readonly<Record<AppName, AppKind>> = {
  node: {
    folder: "app",
    program: "node",
    runtime: "Node",
    extension: ".ts",
    packages: "package.json",
    installer: "npm",
  },
  fastapi: {
    folder: "fastapi",
    program: "python",
    runtime: "Python",
    extension: ".py",
    packages: "requirements.txt",
    installer: "pip",
  },
};
