// The memory of VS Code's extension host while a load shows how far it is. It runs by itself: beside other parts it would
// take the processor that they compete for. So it is short unless it is asked for more: npm run bench -- live --minutes 10
import { openWindows } from "../editor/windows.ts";
import { ifThere, type Part } from "../part.ts";
import { once } from "../rounds.ts";

export const live: Part = async ({ minutes }) => {
  const load = `{ strategy: batched, duration: ${minutes * 60}, connections: 50, processEvery: 200 }`;
  const notebook = `${cell("start:")}\n${cell(`load: ${load}`)}`;
  const run = await ifThere("the live run", openWindows, async ({ measure }) => {
    const measured = await once({
      name: "extension host",
      measure: () => measure("host-live", notebook, minutes + 2),
    });
    return {
      name: "live",
      title: "A live run",
      measured: [measured],
      columns: Object.keys(measured.figures),
    };
  });
  return { ...run, ratios: [] };
};

function cell(code: string): string {
  return `\`\`\`yaml lab\n${code}\n\`\`\`\n`;
}
