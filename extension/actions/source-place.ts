import type { Block, LineBlock, VerdictBlock } from "../drawing/blocks.ts";
import { apps } from "../stack/apps.ts";

/** `strategies/mine.ts:7`, as the app names a line of its own, or the same with the folder before it. */
const place = /(?<![\w./])((?:lab-stack\/[\w-]+\/)?(?:strategies\/)?)([^\s()/:]+(\.ts|\.py)):(\d+)/;

/** Headlines and findings that name a line of the student's app lead to it, where there is an editor. */
export function withPlaces(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => (isFinding(block) ? withPlace(block) : block));
}

function isFinding(block: Block): block is VerdictBlock | LineBlock {
  return block.kind === "verdict" || (block.kind === "line" && block.tone === "finding");
}

function withPlace(block: VerdictBlock | LineBlock): VerdictBlock | LineBlock {
  const [words, folder, name, extension, line] = place.exec(block.text) ?? [];
  const app = Object.values(apps).find((each) => each.extension === extension);
  if (words === undefined || !folder || !app) return block;
  const file = `${folder.startsWith("strategies/") ? `lab-stack/${app.folder}/` : ""}${folder}${name}`;
  return { ...block, place: { text: words, file, line: Number(line) } };
}
