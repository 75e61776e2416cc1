/**
 * The variables for a Node that the lab starts. Of the user's flags for every Node only those of the network stay: the
 * others may make it wait for a debugger, or load a file into it.
 */
export function nodeEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { NODE_OPTIONS = "", ...others } = env;
  const kept = NODE_OPTIONS.match(/--use-(?:(?:system|openssl|bundled)-ca|env-proxy)\b/g);
  return { ...others, ...(kept && { NODE_OPTIONS: kept.join(" ") }), ELECTRON_RUN_AS_NODE: "1" };
}
