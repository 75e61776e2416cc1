// Ten rounds of kills instead of 3, and every signal that ends a supervisor.
process.env.SURGE_LAB_REPEAT = "full";
await import("./embedded.test.ts");
