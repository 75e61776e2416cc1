import { numberWords } from "../number-words.ts";
import type { Asked } from "../questions.ts";

const { n, many } = numberWords("en");

export const en = {
  about:
    "Reads the counters, the buffer, PostgreSQL's connections, and what it and the app logged since the last load.",
  values: {
    max: "`max_connections` of PostgreSQL.",
    reserved: "Connections that only superusers get.",
    log: "Different lines that PostgreSQL, PgBouncer where there is one, and the app logged since the last load began.",
  },
  title: (used: number, max: number) =>
    `${n(used)} of ${many(max, "connection", "connections")} to PostgreSQL in use.`,
  loggedLines: (count: number, atLeast: boolean) =>
    `PostgreSQL has logged ${atLeast ? "at least " : ""}${many(count, "line", "lines")} since the last load began.`,
  connections: "Connections to PostgreSQL",
  role: "Role",
  state: "State",
  count: "Connections",
  free: "free for every role",
  reserved: "reserved for superusers",
  log: "What the servers logged since the last load began",
  leftOut: (count: number) =>
    `${many(count, "more line is", "more lines are")} left out, none of them more frequent. In VS Code, Surge Lab: Show Logs has them all.`,
  quiet: "PostgreSQL logged nothing since the last load began.",
  unreadLog: (reason: string) => `What the servers logged could not be read. ${reason}`,
  theirLog: "The app logged nothing. The servers' own logs are with their administrator.",
  notVisible:
    "Of other roles' sessions only their number can be seen. A role with pg_monitor sees the details: GRANT pg_monitor TO your_role.",
  pgbouncer:
    "The connections of surge_app are those of PgBouncer: it keeps them open and lends each to one client of the app after another, for one transaction at a time.",
  times: (count: number) => `(${n(count)} times)`,

  gauge: {
    caption: "Places for connections",
    free: "free",
    reserved: "reserved for superusers",
    plainLimit: "for the app",
  },

  questions: {
    reserved: (max: number, reserved: number): Asked => ({
      question: `PostgreSQL has ${n(max)} places. Why does it keep ${n(reserved)} from the app?`,
      answer:
        "So that an administrator can still come in when the app has taken all the others: `superuser_reserved_connections`. The lab reads this table as a superuser, so it gets in even then. An app that itself connects as a superuser takes them too, and then no one can look.",
    }),
    logged: (times: number): Asked => ({
      question: `PostgreSQL logged its most frequent line ${times === 1 ? "once" : `${n(times)} times`}. Which faults of the last run are not in this log?`,
      answer:
        "The lost updates. To PostgreSQL each of those statements was right, and it wrote no line about them. A log tells of what was refused, not of what was overwritten.",
    }),
  },
};
