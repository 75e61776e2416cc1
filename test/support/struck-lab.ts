// A lab in a process of its own, so that something can befall all that it reaches: its network, its clock. Its words: a
// strategy, the shell's command that strikes while a load runs, the one that undoes it, and "attach" where its servers
// are not to be the lab's: then these commands find their ports in $PORTS, and no start works in between.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { machineTime } from "../../extension/common/machine-time.ts";
import { openAttachedLab, startNamesServer } from "./attached-lab.ts";
import { endsWell, type Outcome } from "./faults.ts";
import { openLab } from "./lab.ts";

const [strategy = "", strike = "", undo = "", engine = ""] = process.argv.slice(2);
const shell = (command: string) => promisify(execFile)("sh", ["-c", command]);
/** Of the wall clock, compared with the one that cannot be set. */
const offset = () => (Date.now() - machineTime()) / 1000;
const attached = engine === "attach" ? await openAttachedLab() : undefined;
const lab = attached?.lab ?? openLab();
if (attached) process.env.PORTS = `${attached.postgres.port} ${attached.redis.port}`;
try {
  await lab.run("start:");
  let outcome: Outcome = "";
  await endsWell({ diagnostic: (words) => console.error(words) }, lab, {
    strategy,
    ...(attached && { meanwhile: startNamesServer }),
    strike: async () => {
      const before = offset();
      await shell(strike);
      console.error(`The clock has moved by ${Math.round(offset() - before)} s.`);
      return () => shell(undo);
    },
    expect: (came) => {
      outcome = came;
    },
  });
  console.log(JSON.stringify(outcome));
} finally {
  await lab.session.stop();
  await attached?.remove();
}
