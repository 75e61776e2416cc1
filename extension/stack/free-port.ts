import { once } from "node:events";
import { createServer } from "node:net";

/** A port of 127.0.0.1 that is free right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("The system gave no port.");
  return address.port;
}

const taken = /address already in use|could not bind|cannot assign requested address|bind: /i;

/** Another program may take the port before the server does; up to 5 ports are tried. */
export async function withFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === 5 || !(error instanceof Error && taken.test(error.message))) throw error;
    }
  }
}
