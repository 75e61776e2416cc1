/** What the editor's side of the lab says; package.nls.json has the texts of package.json. */
export const en = {
  trust: {
    manage: "Manage Workspace Trust",
    restricted: "Surge Lab: Restricted Mode",
    readOnly: "Nothing of the lab runs until you trust this folder.",
  },
  download: "Download",
  openFile: "Open File",

  stack: {
    item: "Surge Lab stack",
    starting: "Surge Lab: starting",
    died: "Surge Lab: stack died",
    stopped: "Surge Lab: stopped",
    clickToStart: "Click to start the stack.",
    clickForLog: "Click to see the log.",
    runs: (servers: string) => `The stack runs: ${servers}.`,
    noLog: "No stack is running, so there is no log.",
  },
  /** Reset Lab where no stack runs. */
  reset:
    "Outputs and past runs are cleared. No stack is running, so its counters were not touched: start it and reset again to zero them.",

  openLab: {
    language: "Language of the lab",
    folder: "Folder for the lab",
    putHere: "Put the lab here",
    keepYours: (folder: string, files: number) =>
      `“${folder}” has files that differ from those of the lab: ${files}. Keep yours?`,
    keep: "Keep mine",
    overwrite: "Overwrite",
    placed: (folder: string, app: string) =>
      `The lab is in ${folder}. Its app is in ${app}: read it and change it.`,
    openFolder: "Open Folder",
  },
  insertCell: {
    choose: "What the new cell does",
    noLab: "Open a lab first: the cell goes into it.",
  },
  report: {
    name: "Your name for the top of the report. You may leave it empty.",
    saved: (file: string, ran: string, all: string) =>
      `The report is saved: ${file}. Steps run: ${ran} of ${all}.`,
    open: "Open",
  },

  cell: {
    run: "Run",
    runThis: "Run this cell",
    insert: "Insert as a cell",
    stepName: "The name of this step",
    working: "Working…",
    cancelled: "Cancelled.",
    edited: "Edited since this run",
    editedTip: "This result belongs to the cell's earlier text.",
    stale: "Stale",
    staleAfter: {
      reset: "The lab was reset after this result. Run the cell again to see how it is now.",
      restarted: "The stack was restarted after this result. Run the cell again to see how it is now.",
    },
  },
  guess: {
    title: (key: string) => `Your prediction: ${key}`,
    orNone: "Escape runs the cell without a prediction.",
    number: "A number, for example 1000",
    oneOf: (words: string) => `One of: ${words}`,
    notWritten: "The prediction could not be written into the cell.",
  },
  noWalk: "No walk is waiting for a move. Run a single cell that has “step:” and no “moves:”.",
  changeTo: (name: string) => `Change to ${name}`,

  engineCheck: {
    compose: "Docker answers: the lab's servers will run in containers.",
    attach: "The lab is attached to existing servers; it connects to them at the start.",
    complete: "PostgreSQL and Redis are on this machine: the lab will run them itself.",
    fetches: (items: string) =>
      `The lab can run here. At the first start it will ask before it downloads: ${items}.`,
  },

  attach: {
    postgres: "Attach to PostgreSQL (1 of 3)",
    redis: "Attach to Redis (2 of 3)",
    kafka: "Attach to Kafka (3 of 3): leave it empty if the lab does not use it",
    trying: "Trying the servers",
    answer: (servers: string) =>
      `All of them answer: ${servers}. The next start uses them, and asks before it writes there.`,
    forgotten: "The servers' URLs are forgotten. What the lab created on them is still there.",
    removing: "Removing the lab from the servers",
    goOn: "Go On",
    notAgreed: "Start again and agree, or choose another engine in the setting surgeLab.engine.",
  },
};
