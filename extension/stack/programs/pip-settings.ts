/** How pip reaches packages from here, and where it keeps them: the user's network needs these. */
const ofNetwork = new Set([
  "index-url",
  "extra-index-url",
  "find-links",
  "no-index",
  "trusted-host",
  "proxy",
  "cert",
  "client-cert",
  "keyring-provider",
  "use-deprecated",
  "timeout",
  "default-timeout",
  "cache-dir",
  "no-cache-dir",
]);

/** Later ones count more. */
const sections = ["global", "install", ":env:"];

/**
 * The variables for the pip of the lab's environment. The user's own settings, of which others would lead to another
 * folder or to other packages, count only where they are of the network.
 * @param listed what `pip config list` says: `global.index-url='https://…'`, `:env:.proxy='…'`
 */
export function pipEnvironment(listed: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = sections.flatMap((section) =>
    listed.split(/\r?\n/).flatMap((line) => {
      const [, place, key = "", , value = ""] = /^(.+)\.([\w-]+)=(['"])(.*)\3$/.exec(line) ?? [];
      // A list of several is in lines of their own, and Python writes a backslash twice.
      const plain = value.replace(/\\n/g, " ").replace(/\\\\/g, "\\").trim();
      return place === section && ofNetwork.has(key) ? [[variableOf(key), plain] as const] : [];
    }),
  );
  const others = Object.entries(env).filter(([name]) => !/^PIP_/i.test(name));
  // pip knows this name of its system, and reads no file then.
  const noFile = process.platform === "win32" ? "nul" : "/dev/null";
  return { ...Object.fromEntries([...others, ...settings]), PIP_CONFIG_FILE: noFile };
}

function variableOf(key: string): string {
  return `PIP_${key.toUpperCase().replaceAll("-", "_")}`;
}
