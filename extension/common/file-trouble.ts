import type { Localized } from "./language.ts";

const words: Readonly<Record<string, Localized>> = {
  ENOENT: { en: "there is no such file or folder", ru: "такого файла или папки нет" },
  EISDIR: { en: "it is a folder", ru: "это папка" },
  ENOTDIR: { en: "a part of the path is not a folder", ru: "часть пути — не папка" },
  EACCES: { en: "you have no right to it", ru: "нет прав доступа" },
  EPERM: { en: "the system does not permit it", ru: "система этого не разрешает" },
  EROFS: { en: "the disk is read-only", ru: "диск доступен только для чтения" },
  ENOSPC: { en: "the disk is full", ru: "на диске кончилось место" },
};

/** What the file system complains about, in words, with its code: for sentences that name the file themselves. */
export function fileTrouble(error: unknown): Localized {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = Object.hasOwn(words, code) ? words[code] : undefined;
  if (known) return { en: `${known.en} (${code})`, ru: `${known.ru} (${code})` };
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, ru: message };
}
