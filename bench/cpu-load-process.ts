// The load process, which writes the CPU time that it took (microseconds) into the file of its environment.
import { writeFileSync } from "node:fs";
import "../extension/load/load-process.ts";

process.once("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.SURGE_BENCH_CPU ?? "", String(user + system));
});
