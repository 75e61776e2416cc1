// Each kind of result in both languages, in every theme, with pictures.
process.env.SURGE_LAB_REPEAT = "full";
await import("./views.test.ts");
