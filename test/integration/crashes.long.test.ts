// A crash at each place, 20 times instead of once: no chance may help.
process.env.SURGE_LAB_REPEAT = "full";
await import("./crashes.test.ts");
