/** Our environment without what would turn the servers to other databases, passwords, packages or debuggers. */
export function cleanEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const foreign =
    /^(PG[A-Z]+|PYTHON[A-Z]+|SURGE_LAB_[A-Z]+_URL|NODE_OPTIONS|NODE_CHANNEL_FD|NODE_CHANNEL_SERIALIZATION_MODE)$/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}
