import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";

// What Redis URLs and Kafka URLs have in common.

export interface ServerNode {
  readonly host: string;
  readonly port: number;
}

/** `one:7000,[::1]:7001,three`: an IPv6 address is written in brackets, to tell its colons from the port's. */
export function nodesIn(text: string, usualPort: number): ServerNode[] {
  return text.split(",").map((each) => {
    const [, bracketed, plain, port = usualPort] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(each) ?? [];
    const host = bracketed ?? plain;
    if (host === undefined) throw new TypeError("A server is HOST:PORT");
    return { host, port: Number(port) };
  });
}

/** `USER:PASSWORD`, with special characters percent-encoded (@ is %40). */
export function loginIn(text = ""): { readonly username?: string; readonly password?: string } {
  const [username, password] = text.split(/:(.*)/s).map(decodeURIComponent);
  return { ...(username && { username }), ...(password && { password }) };
}

/** `require` encrypts without checking the certificate; `verify-ca` checks who signed it, but not the host name. */
export function tlsOptions(query: URLSearchParams): ConnectionOptions {
  const file = query.get("sslrootcert");
  const mode = query.get("sslmode") ?? "verify-full";
  return {
    ...(file === null ? {} : { ca: readFileSync(file) }),
    rejectUnauthorized: mode !== "require" || file !== null,
    ...(mode === "verify-full" ? {} : { checkServerIdentity: () => undefined }),
  };
}
