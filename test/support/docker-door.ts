import { connect, createServer, type Socket } from "node:net";

/**
 * A socket in front of Docker's own, through which a lab reaches the engine: closed, it is to the lab as if the engine had
 * been stopped, and nothing else on this machine loses it.
 */
export class DockerDoor {
  readonly path: string;
  readonly #engine: string;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer({ allowHalfOpen: true }, (client) => {
    const engine = connect({ path: this.#engine, allowHalfOpen: true });
    for (const socket of [client, engine]) {
      this.#sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => this.#sockets.delete(socket));
    }
    client.pipe(engine).pipe(client);
    client.on("close", () => engine.destroy());
    engine.on("close", () => client.destroy());
  });

  /** @param host as DOCKER_HOST names it */
  constructor(path: string, host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock") {
    this.path = path;
    this.#engine = host.replace(/^unix:\/\//, "");
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(this.path, resolve));
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    return closed;
  }
}
