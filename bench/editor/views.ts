// How long the renderer takes for each kind of result, in a browser as VS Code's webview is one.

import type { Result } from "../../extension/actions/index.ts";
import { present } from "../../extension/actions/present.ts";
import type { RendererPayload } from "../../extension/drawing/blocks.ts";
import { openBrowser } from "../../test/renderer/output-page.ts";
import * as samples from "../../test/samples/index.ts";
import type { Side } from "../rounds.ts";

export interface Views extends AsyncDisposable {
  readonly sides: readonly Side[];
}

export async function openViews(): Promise<Views> {
  const browser = await openBrowser();
  const { paint } = await browser.open({ width: 900, theme: "dark" });
  const warm = payloadOf(samples.batched);
  const results = { ...samples.results, "100,000 hits": samples.hundredThousandHits };
  const sides = Object.entries(results).map(([name, result]) => {
    const payload = payloadOf(result);
    return { name, measure: async () => ({ ms: await paint(payload, warm) }) };
  });
  return { sides, [Symbol.asyncDispose]: () => browser.close() };
}

function payloadOf(result: Result): RendererPayload {
  return { version: 1, language: "en", blocks: present(samples.cell(result), "en") };
}
