// The broker and the workers killed ten times instead of twice: no chance may help.
process.env.SURGE_LAB_REPEAT = "full";
await import("./kafka.test.ts");
