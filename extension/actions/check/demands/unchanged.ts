import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { alike } from "../../../common/language.ts";
import { apps } from "../../../stack/apps.ts";
import { appOf } from "../../session.ts";
import type { Demand } from "../trial.ts";

/** The app around the student's file is the lab's own: failpoints, connections and routes mean what they say. */
export const appIsUnchanged: Demand = async ({ lab: { session } }) => {
  const { folder, extension } = apps[appOf(session)];
  const { stackFolder, distFolder } = session.options;
  const [own, labs] = await Promise.all(
    [path.join(distFolder, "..", "lab-stack"), stackFolder].map((stack) =>
      textsIn(path.join(stack, folder), extension),
    ),
  );
  const changed = [...(own ?? [])].flatMap(([name, text]) => (labs?.get(name) === text ? [] : [name]));
  if (changed.length === 0) return { passed: true, seen: { code: "unchanged", numbers: [] } };
  return {
    passed: false,
    seen: { code: "changed", numbers: [changed.length], said: alike(changed.sort().join(", ")) },
  };
};

async function textsIn(folder: string, extension: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension) && !/^[._]/.test(name));
  const texts = names.map(async (name) => {
    const text = await readFile(path.join(folder, name), "utf8");
    return [name, text.replaceAll("\r\n", "\n")] as const;
  });
  return new Map(await Promise.all(texts));
}
