/** What would turn the servers to other databases, passwords, packages or debuggers. */
const foreign = [
  /^PG[A-Z_]+$/,
  /^PYTHON[A-Z_]+$/,
  /^SURGE_LAB_[A-Z]+_URL$/,
  /^NODE_(OPTIONS|UNIQUE_ID|CHANNEL_FD|CHANNEL_SERIALIZATION_MODE)$/,
  /^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|CLASSPATH)$/,
];

/** Our environment without that. */
export function cleanEnvironment(
  extra: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !foreign.some((one) => one.test(name)));
  return { ...Object.fromEntries(kept), ...extra };
}
