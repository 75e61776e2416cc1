import { formatNumber, plural } from "../common/language.ts";

const didYouMean = (meant: string | undefined) => (meant ? ` Did you mean ${meant}?` : "");

const minutes = (ms: number) => {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

export const en = {
  help: `Surge Lab: runs a lab notebook in the terminal, on real servers.

npm run lab -- [file.lab.md] [options]

  --engine auto|compose|embedded   what runs the servers (auto: Docker where it answers, else embedded)
  --engine attach                  existing servers: SURGE_LAB_POSTGRES_URL and SURGE_LAB_REDIS_URL say where,
                                   for starts with Kafka also SURGE_LAB_KAFKA_URL
  --yes                            with attach: agree beforehand that the lab writes there
  --drop                           with attach: remove what the lab created there, and run nothing
  --superuser                      agree beforehand to SQL cells that begin with “-- as: superuser”: they can also
                                   run programs and read files as you
  --app node|fastapi               the app for start cells that name none: on Node, or the class's own in Python
  --lang en|ru                     language of the lab and its results
  --only STEP,…                    only these steps (name the start step too when they need the stack)
  --report FILE.html               write a report: the notebook with every result, one file, opens anywhere
  --json FILE                      write the same report with all numbers for programs, as JSON
  --verify FILE                    run nothing; recompute a report's verdicts and say what does not agree
  --grade DIR                      check again, here, the code of each exercise in the reports of DIR, behind a fence;
                                   print the points
  --csv FILE, --html FILE          with --grade: write the points, and one page about the class
  --anew                           with --grade: check also what was judged here before
  --unfenced                       with --grade: agree that the students' code runs with your rights, where there is
                                   no fence (it needs Linux)
  --rehearse                       run every notebook of the lab, or the one that is named, and say in a table
                                   what went as expected here, what did not, what to install, and how long each took
  --list                           list the steps and run nothing

Exit code:
  0    every cell ran or was skipped (missing requirements) and every expectation held; --verify: all agrees;
       --grade: all could be read and judged
  1    one did not
  2    usage, an error in the notebook, no readable report, or no consent to write
  130  stopped with Ctrl+C

What a cell can do:`,

  attach: {
    question: "Go on? [y/N] ",
    notAgreed: "Answer y, or run it with --yes.",
    cannotAsk: "There is no terminal to ask on. If the lab may write to these servers, run it with --yes.",
  },

  usage: {
    oneNotebook: (count: number, files: string) => `One notebook at a time; got ${count}: ${files}.`,
    verifyAlone:
      "--verify checks one report and runs nothing, so it stands alone (only --lang may accompany it).",
    gradeAlone:
      "--grade reads one folder and runs no notebook, so only --csv, --html, --anew, --unfenced and --lang go with it.",
    gradeFirst: "--csv, --html, --anew and --unfenced go with --grade DIR.",
    rehearseWhole:
      "--rehearse runs whole notebooks and prints one table, so --only, --json, --report and --list do not go with it.",
    attachOnly: "--yes and --drop are for existing servers: use them with --engine attach.",
    unknownOption: (option: string, meant: string | undefined) =>
      `There is no option ${option}.${didYouMean(meant)}`,
    valueMissing: (option: string) => `${option} lacks its value.`,
    valueNotTaken: (option: string) => `${option} takes no value.`,
    notAChoice: (option: string, value: string, choices: string, meant: string | undefined) =>
      `${option} is ${choices}, not “${value}”.${didYouMean(meant)}`,
  },
  didYouMean,

  allGood: (count: number) =>
    `✓ ${formatNumber(count, "en")} ${plural(count, "en", "step", "steps")} done, every expectation held.`,
  notAsExpected: (steps: string) => `✗ Failed, or not as expected: ${steps}.`,
  neverRan: (steps: string) => `Not run after that: ${steps}.`,
  skipped: (steps: string) => `Skipped (missing requirements): ${steps}.`,
  rehearsal: {
    done: (sign: string, name: string, ms: number) => `${sign} ${name}, ${minutes(ms)}`,
    caption: "The rehearsal",
    columns: {
      notebook: "Notebook",
      asExpected: "Steps as expected",
      failed: "Failed or not as expected",
      skipped: "Skipped",
      time: "Time",
    },
    time: minutes,
    whatFailed: "What went wrong",
    whatIsMissing: "What to install for the steps that were skipped",
    neverRan: "it did not run, because a step before it failed",
    refusedStatement: "the server refused its statement",
  },
  grading: {
    preparing: (runtime: string) =>
      `Starting the lab's own stack (${runtime}) once, to see that it runs here…`,
    judgedBefore: (judged: number, of: number) =>
      `${formatNumber(judged, "en")} of ${formatNumber(of, "en")} texts were judged here before; --anew checks them again.`,
    checking: (index: number, of: number, exercise: string, authors: string) =>
      `${formatNumber(index, "en")} of ${formatNumber(of, "en")}: ${exercise}, ${authors}`,
  },
  stopped: "Stopped. Nothing is left running.",
  verified: (file: string, ran: number, all: number) =>
    `${file} agrees with its results: steps run ${ran} of ${all}, every verdict recomputed.`,
};
