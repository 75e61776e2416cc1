// What a download through npm needs to know of this machine's network.

/**
 * The variables for an npm that the project starts: the certificates of the system count, which Node otherwise leaves
 * out, and so do the user's own settings of registry, proxy and certificates.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function npmSettings(env) {
  const kept = Object.entries(env).filter(([key]) =>
    /^npm_config_(registry|cafile|ca|strict_ssl|((https?_)|no)?proxy)$/i.test(key),
  );
  return { NODE_USE_SYSTEM_CA: env.NODE_USE_SYSTEM_CA ?? "1", ...Object.fromEntries(kept) };
}

/**
 * What to do about a download that failed, from what npm said.
 * @param {string} words
 */
export function downloadAdvice(words) {
  return /CERT|certificate|unable to verify/i.test(words)
    ? "The network presents a certificate that Node does not know: set NODE_EXTRA_CA_CERTS to a file with it (PEM), and try again."
    : "Most often it is the network, or a proxy that npm does not know.";
}
