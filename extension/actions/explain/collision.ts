import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, PagesBlock, TableBlock } from "../../drawing/blocks.ts";
import { type LanesChart, lanesChart } from "../../drawing/lanes.ts";
import { left, right } from "../columns.ts";
import type { Collision, ExplainResult, Party } from "./result.ts";
import { earliestOf, telling } from "./telling.ts";
import type { en } from "./words.en.ts";

type Words = typeof en;

const mostPages = 12;
const mostLanes = 9;
/** Of the undone hits where there are more than find room: as many from the beginning, and the last. */
const lanesAtFirst = 6;

/** Which of the collisions a page shows. */
export interface CollisionPage {
  readonly number: number;
  readonly shown: number;
  readonly all: number;
  readonly isLargest: boolean;
  readonly isEarliest: boolean;
}

/** Each collision as a picture and a table; of many, a choice to leaf through. */
export function collisionBlocks(
  result: Pick<ExplainResult, "collisions" | "sizes">,
  words: Words,
  language: Language,
): Block[] {
  const chosen = telling(result.collisions, mostPages);
  const blocksOf = (collision: Collision, caption: string) => [
    collisionChart(collision, caption, words, language),
    collisionTable(collision, words, language),
  ];
  const [only, second] = chosen;
  if (only && !second) return blocksOf(only, words.collision.caption(only.undid));
  const { pages } = words.collision;
  const all = result.sizes.reduce((sum, { undid, times }) => sum + (undid > 0 ? times : 0), 0);
  const earliest = earliestOf(result.collisions);
  const block: PagesBlock = {
    kind: "pages",
    caption: pages.caption,
    previous: pages.previous,
    next: pages.next,
    alone: pages.alone(all),
    pages: chosen.map((collision, index) => ({
      title: pages.title({
        number: index + 1,
        shown: chosen.length,
        all,
        isLargest: index === 0,
        isEarliest: collision === earliest,
      }),
      blocks: blocksOf(collision, pages.undid(collision.undid)),
    })),
  };
  return [block];
}

function collisionChart(
  { undid, found, hits }: Collision,
  caption: string,
  words: Words,
  language: Language,
): LanesChart {
  const { collision } = words;
  const { picture } = collision;
  const laneOf = ({ id, backend, read, wrote, atMs, readMs }: Party, index: number) => ({
    label: nameOf({ id, backend }, words),
    fate: index < hits.length - 1 ? collision.undone : picture.undid(found, undid),
    read:
      read === null ? null : { label: (readMs ? picture.read : picture.readSometime)(read), times: readMs },
    write: wrote === null || atMs === null ? null : { label: picture.wrote(wrote), time: atMs },
  });
  const lanes = hits.map(laneOf);
  const rest = hits.length - lanesAtFirst - 2;
  const more = { label: picture.more(rest), fate: collision.undone, read: null, write: null };
  const shown = hits.length > mostLanes ? [...lanes.slice(0, lanesAtFirst), more, ...lanes.slice(-2)] : lanes;
  const said = shown.map(({ label, read, write, fate }) =>
    [label, read?.label, write?.label, fate].filter((part) => part !== undefined).join(", "),
  );
  return lanesChart(
    {
      caption,
      summary: `${caption}. ${said.join("; ")}`,
      lanes: shown,
      axis: picture.axis,
      legend: (["read", "wrote", "stored", "lost"] as const).map((fill) => ({
        fill,
        label: picture.legend[fill],
      })),
    },
    language,
  );
}

function nameOf({ id, backend }: Pick<Party, "id" | "backend">, { collision }: Words): string {
  return id ?? (backend === null ? collision.unnamed : collision.ofBackend(backend));
}

function collisionTable({ found, hits }: Collision, words: Words, language: Language): TableBlock {
  const { collision } = words;
  const number = (value: number | null) => (value === null ? "–" : formatNumber(value, language));
  const process = (pid: number | null) => (pid === null ? "–" : String(pid));
  /** A lock of one process of the app does not keep out another one. */
  const hasSeveral = new Set(hits.flatMap(({ app }) => app ?? [])).size > 1;
  const row = (hit: Party, index: number) => [
    nameOf(hit, words),
    number(hit.read),
    number(hit.wrote),
    number(hit.atMs),
    process(hit.backend),
    ...(hasSeveral ? [process(hit.app)] : []),
    index < hits.length - 1 ? collision.undone : collision.stands(found),
  ];
  return {
    kind: "table",
    caption: collision.table,
    columns: [
      left(collision.hit),
      right(collision.read),
      right(collision.wrote),
      right(collision.at),
      right(collision.backend),
      ...(hasSeveral ? [right(collision.app)] : []),
      left(collision.fate),
    ],
    rows: hits.map(row),
  };
}
