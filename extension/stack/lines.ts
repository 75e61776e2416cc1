import type { Readable } from "node:stream";

/** Of a longer line only the beginning is kept: a student's program may print one without an end. Characters. */
export const longestLine = 2 ** 20;

/** Calls back with each line of a stream as it comes, and at its end with what stands behind the last one. */
export function onLines(stream: Readable, take: (line: string) => void): void {
  let line = "";
  const add = (text: string) => {
    line += text.slice(0, longestLine - line.length);
  };
  const end = () => {
    take(line.replace(/\r$/, ""));
    line = "";
  };
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const [first = "", ...others] = text.split("\n");
    add(first);
    for (const other of others) {
      end();
      add(other);
    }
  });
  stream.once("close", () => {
    if (line !== "") end();
  });
}
