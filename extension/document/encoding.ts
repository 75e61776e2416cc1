import { DocumentError, documentError } from "./errors.ts";

/** Keeps a byte order mark. @throws DocumentError when the bytes are not UTF-8. */
export function decodeLab(bytes: Uint8Array): string {
  try {
    return decode(bytes);
  } catch (cause) {
    const line = lineOfBadByte(bytes);
    throw new DocumentError(line, documentError("not-utf-8", { line }, { cause }));
  }
}

export function encodeLab(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** In UTF-8 no other character contains the byte of a line break, so each line can be checked by itself. */
function lineOfBadByte(bytes: Uint8Array): number {
  const [carriageReturn, lineFeed] = [13, 10];
  let [line, from] = [1, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte !== lineFeed && (byte !== carriageReturn || bytes[index + 1] === lineFeed)) continue;
    try {
      decode(bytes.subarray(from, index));
    } catch {
      return line;
    }
    [line, from] = [line + 1, index + 1];
  }
  return line;
}
