import type { BuildOptions } from "esbuild";

/** Paths are relative to the root of the project; everything goes to `dist`. */
export const appLoaderBuilds: BuildOptions[];
