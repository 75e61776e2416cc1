/** What can be wrong with an implementation: one for each mutant. The words are in the catalogue, by these names. */
export const flaws = [
  "swallowsErrors",
  "losesUpdates",
  "acknowledgesFirst",
  "storesLater",
  "refusesStored",
  "storesRepeats",
  "resends",
  "buffersInMemory",
  "throwsAway",
  "takesAndDies",
  "storesAgain",
  "processesTwice",
  "mixesUp",
  "namesAnew",
  "countsStrangers",
  "turnsRound",
] as const;
export type Flaw = (typeof flaws)[number];

/** Flaws that exist only behind a buffer, or only without one. */
export const buffered: Readonly<Partial<Record<Flaw, boolean>>> = {
  losesUpdates: false,
  acknowledgesFirst: false,
  storesLater: false,
  refusesStored: false,
  buffersInMemory: true,
  throwsAway: true,
  takesAndDies: true,
  storesAgain: true,
  processesTwice: true,
  turnsRound: true,
};

/** Flaws that only ids show. */
export const onlyById: readonly Flaw[] = ["storesRepeats", "mixesUp", "namesAnew", "turnsRound"];
