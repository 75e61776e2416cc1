// What holds for the app on Node holds for the one in Python.
process.env.SURGE_LAB_TESTED_APP = "fastapi";
await import("./limits.test.ts");
