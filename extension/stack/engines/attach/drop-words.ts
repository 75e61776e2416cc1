import type { Localized } from "../../../common/language.ts";

/** What came of removing the lab from servers that exist. */
export function dropped(wasThere: boolean): Localized {
  return wasThere ? removed : nothing;
}

const removed: Localized = {
  en: "Removed. Nothing of the lab is left on these servers.",
  ru: "Удалено. На этих серверах ничего не осталось от занятия.",
};

const nothing: Localized = {
  en: "There was nothing of the lab on these servers.",
  ru: "На этих серверах ничего не было от занятия.",
};
