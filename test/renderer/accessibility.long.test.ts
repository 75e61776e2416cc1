// Every kind of result in every theme, at both widths.
process.env.SURGE_LAB_REPEAT = "full";
await import("./accessibility.test.ts");
