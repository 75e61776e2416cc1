// The broker and the workers killed ten times instead of once or twice: no chance may help.
process.env.SURGE_LAB_REPEAT = "full";
await import("./rabbitmq.test.ts");
