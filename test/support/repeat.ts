/** Whether a *.long.test.ts has asked for all that only repeats for confidence. */
export const isLong = process.env.SURGE_LAB_REPEAT === "full";
