export const en = {
  folder: "The folder of your app, relative to the lab folder, and inside it.",
  command:
    "How it starts, without a shell: a program with its arguments. It gets `DATABASE_URL`, `REDIS_URL` and `PORT` as variables, and `$PORT` is filled in. It must listen on 127.0.0.1 at that port.",
  url: "Instead of both: the address of an app that you have started yourself on this computer.",
  reloads:
    "True where the command itself takes saved files up, as `uvicorn --reload` does. Otherwise a changed app is judged only after another `start:`.",
  hit: "How a hit is sent: method and path. It carries its id in the header `x-hit-id`.",
  process: "Moves what is buffered into PostgreSQL once: method and path.",
  stored: "How the lab reads the number of stored hits.",
  pending: "How it reads the number of accepted hits that are still in a buffer.",
  ids: "How `check` reads the ids of the stored hits, where an exercise asks for them.",
  idsSql:
    "A query in the database of your app; the first column has the ids, in the order in which your app keeps its events.",
  reset:
    "How `reset`, `sweep` and `check` empty the counter. A key of `pending: { redis: … }` is removed with it.",
  resetSql: "A statement in the database of your app.",
  resetCall: "A request to your app: method and path.",
  sql: "A query in the database of your app; the first value of its first row is the number, and no row means none.",
  redis: "A command that gives a number: GET, STRLEN, LLEN, XLEN, SCARD, ZCARD, HLEN or HGET, with its key.",
  get: "A path of your app that answers with JSON.",
  key: "The key of that JSON that has the number; inner ones with dots: `queue.length`.",
  refused: {
    folderAndCommand: "Your app needs either `folder` and `command`, or `url` alone.",
    urlWithoutGet:
      "An app at a `url` has not been given the servers of the lab, so `stored` and `pending` must be asked of the app itself: `{ get: /count, key: value }`.",
  },
};
