import { explained } from "./lab-error.ts";
import { type Localized, localizer } from "./language.ts";

const en = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  EACCES: "you have no permission to access it",
  EPERM: "the system does not permit it",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EOUTSIDE: "a link leads out of the lab folder",
};

const ru: typeof en = {
  ENOENT: "такого файла или папки нет",
  EISDIR: "это папка",
  ENOTDIR: "часть пути — не папка",
  EACCES: "нет прав доступа",
  EPERM: "система этого не разрешает",
  EROFS: "диск доступен только для чтения",
  ENOSPC: "на диске кончилось место",
  EOUTSIDE: "ссылка ведёт за пределы папки занятия",
};

const localized = localizer({ en, ru });

/** An error of the file system in words, with its code, for sentences that name the file themselves. */
export function fileTrouble(error: unknown): Localized {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (isKnown(code)) return localized((words) => `${words[code]} (${code})`);
  return explained(error);
}

function isKnown(code: string): code is keyof typeof en {
  return Object.hasOwn(en, code);
}
