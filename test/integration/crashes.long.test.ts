// A crash at each place, 50 times instead of 3: no chance may help.
process.env.SURGE_LAB_REPEAT = "full";
await import("./crashes.test.ts");
