// The least that a client on Node can do: it writes the same bytes again whenever any arrive, reads no answer, keeps no
// account. What another client costs beyond it is its own; below it none can be.
//   node bench/least-client.ts URL CONNECTIONS SECONDS
import net from "node:net";

const [address = "", connections, seconds] = process.argv.slice(2);
const { hostname: host, port, pathname } = new URL(address);
const request = Buffer.from(
  `POST ${pathname} HTTP/1.1\r\nhost: ${host}:${port}\r\ncontent-length: 0\r\nx-hit-id: least\r\n\r\n`,
);
const buffer = Buffer.allocUnsafe(65_536);
let hits = 0;
let isOver = false;

for (let left = Number(connections); left > 0; left -= 1) {
  const callback = () => {
    hits += 1;
    if (isOver) socket.destroy();
    else socket.write(request);
    return !isOver;
  };
  const socket = net.connect({ host, port: Number(port), noDelay: true, onread: { buffer, callback } });
  socket.write(request);
}
const startedAt = performance.now();
const before = process.cpuUsage();
setTimeout(() => {
  isOver = true;
}, Number(seconds) * 1000);
process.on("exit", () => {
  const { user, system } = process.cpuUsage(before);
  const took = (performance.now() - startedAt) / 1000;
  console.log(JSON.stringify({ hits, seconds: took, spent: (user + system) / 1e6 }));
});
