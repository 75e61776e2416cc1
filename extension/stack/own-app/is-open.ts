import { connect } from "node:net";

/** True when something accepts connections there. A frozen server accepts them as well. */
export function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
    socket.setTimeout(2_000, () => end(false));
  });
}
