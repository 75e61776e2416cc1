/** Words on the charts and beside marked lines of a source. */
export const charts = {
  connections: "Places for connections",
  free: "free",
  reserved: "reserved for superusers",
  plainLimit: "for the app",
  side: "Side by side",
};

export const source = {
  connect: "opens a connection of its own",
  lock: "reads the number and locks its row",
  add: "PostgreSQL itself adds",
  writeBack: "writes a number back, whatever is there by now",
  read: "reads the number",
  row: "stores the hit as a row of its own",
  remember: "remembers that this was added",
  enqueue: "puts the hit at the end of the queue",
  takeRows: "takes rows that nobody else holds",
  takeEntries: "takes entries; the queue remembers who has them",
  acknowledge: "tells the queue that they are done",
  addInApp: "adds one in the app",
  countInRedis: "Redis counts the hit",
  moveAside: "moves the buffer aside in one step",
  takeBuffer: "reads and clears the buffer in one step",
  readBuffer: "reads the buffer",
  clearBuffer: "clears it",
  commit: "from here on it is stored",
};
