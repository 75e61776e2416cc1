// The report in both languages, light and dark each.
process.env.SURGE_LAB_REPEAT = "full";
await import("./report.test.ts");
