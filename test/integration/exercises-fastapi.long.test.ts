// What holds for the exercises on the app on Node holds for those in Python.
process.env.SURGE_LAB_TESTED_APP = "fastapi";
await import("./exercises.long.test.ts");
