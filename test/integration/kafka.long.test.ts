// The broker and the workers killed five times instead of once: no chance may help.
process.env.SURGE_LAB_REPEAT = "full";
await import("./kafka.test.ts");
