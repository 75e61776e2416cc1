import { execFile } from "node:child_process";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { postgresUser, temporaryFolder } from "../../extension/stack/engines/embedded/unprivileged.ts";

export interface Certificates {
  /** Who has signed. */
  readonly authority: string;
  /** Of a server that is called localhost, and nothing else. */
  readonly certificate: string;
  readonly key: string;
  remove(): Promise<void>;
}

/** An authority that nobody trusts yet, and the certificate of a server. */
export async function makeCertificates(): Promise<Certificates> {
  const user = await postgresUser();
  const folder = await mkdtemp(join(await temporaryFolder(user), "surge-test-tls-"));
  const path = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => promisify(execFile)("openssl", words);
  const newKey = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
  await openssl(
    "req",
    "-x509",
    ...newKey,
    "-subj",
    "/CN=Nobody",
    "-keyout",
    path("ca.key"),
    "-out",
    path("ca.pem"),
  );
  await openssl(
    "req",
    ...newKey.slice(0, 3),
    "-subj",
    "/CN=localhost",
    "-keyout",
    path("server.key"),
    "-out",
    path("server.csr"),
  );
  await writeFile(path("names"), "subjectAltName=DNS:localhost");
  const signed = [
    "-CA",
    path("ca.pem"),
    "-CAkey",
    path("ca.key"),
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    path("names"),
  ];
  await openssl("x509", "-req", "-in", path("server.csr"), ...signed, "-out", path("server.pem"));
  // PostgreSQL takes a key only from its own user.
  await chmod(path("server.key"), 0o600);
  if (user) for (const name of ["", "server.key"]) await chown(path(name), user.uid, user.gid);
  return {
    authority: path("ca.pem"),
    certificate: path("server.pem"),
    key: path("server.key"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
