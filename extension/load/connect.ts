import autocannon from "autocannon";
import { type HitBook, LoadConnection } from "./connection.ts";
import type { LoadRequest } from "./load.ts";

/** autocannon is given no end of its own: it would drop what is in flight. 24 days fit its timer. */
const forEver = 2_000_000;

/** Opens so many connections, each of which enters its hits in the book. They are added as they come. */
export function connect(
  { url, timeoutSeconds, hitIdPrefix }: LoadRequest,
  count: number,
  book: HitBook,
  failed: (error: Error) => void,
): readonly LoadConnection[] {
  const connections: LoadConnection[] = [];
  autocannon(
    {
      url,
      method: "POST",
      connections: count,
      timeout: timeoutSeconds,
      duration: forEver,
      setupClient: (client) => connections.push(new LoadConnection(client, hitIdPrefix, book)),
    },
    (error) => error && failed(error),
  );
  return connections;
}
