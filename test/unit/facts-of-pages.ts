import type { Facts } from "./facts.ts";

/** The same for the README and the docs; steps are those of the first notebook. */
export const factsOfPages: Facts = {
  "README.md": {
    "Surge Lab is a guided":
      "test: every cell runs, and every expectation holds | the report says everything about a load | has the same steps, doing and expecting the same",
    '<img src="media/readme/notebook-en-light.png" alt=': "test: the READMEs show each of their pictures",
    "builds the extension": "test: Open Lab asks for a folder, puts the lab there | a reset empties all",
    "Docker is not required": "test: starts in a folder with spaces and Cyrillic letters, quickly",
    "Each is a class of its own": "test: every notebook is there in every language",
    "| [`surge`]": "test: has the same steps, doing and expecting the same",
    "runs one in the terminal": "test: every cell runs, and every expectation holds",
    "| 3. The surge |":
      "start naive-load pooled-load atomic-load buffered-load buffered-race batched-race coalesced-pace outage claims; 17, 3, 1, 2, 4, 5, 6",
    "naive-load-en.gif": "test: the READMEs show each of their pictures",
    "Before each surprise": "test: Escape runs the cell without a prediction",
    "[docs/cells.md]": "instruction",
    "[docs/strategies.md]": "instruction",
    "[docs/own-app.md]": "instruction",
    "[docs/engines.md]": "instruction",
    "[docs/reports.md]": "instruction",
    "[docs/teaching.md]": "instruction",
    "[docs/performance.md](docs/performance.md): how": "instruction",
    "Of several strategies the one":
      "test: the figures of the pages are those of bench/results.json | of several ratios the lowest stands in the README",
    "<!-- bench: summary -->": "test: the figures of the pages are those of bench/results.json",
    "[docs/troubleshooting.md]": "instruction",
    "[CONTRIBUTING.md]": "instruction",
    "A notebook runs the app":
      "test: Run asks for trust and for nothing else | has no superuser, by whatever way it tries",
  },
  "docs/cells.md": {
    "A lab is a Markdown file": "test: beside an action, predict and expect",
    "`predict` is a guess":
      "test: Escape runs the cell without a prediction | whoever made every guess is asked why | a headline answers what the cell asked, and the guess stands between it and the picture, on which it is marked",
    "`expect` is what a dry run checks":
      "test: shows nobody what is expected | take the comment behind them along, wherever they go | copied, it is told apart by its name | is named at its line of the file, and at the cell in the editor | gives action, parameters with their defaults, predict and expect",
    "What explains a result begins":
      "test: what explains a result is a cell by itself | is folded until its step has one",
    "A SQL cell runs":
      "test: has no superuser, by whatever way it tries | a SQL cell that wants a superuser is refused before anything runs",
    "A Redis cell runs": "test: that reach beyond the data of Redis are refused",
    "needs no luck": "test: pooled: a read and a write each, at every level 6 orders, and 4 lose a hit",
    "has the servers themselves record the run":
      "test: each write was correct for the value that its hit had read | what comes between GET and DEL is deleted without having been read | that differs from the ledger is shown as a fault of the lab | says what the trace cost, where the same load ran without one | a trace ranks nowhere",
    "a client that is refused or hears nothing":
      "test: sends what was refused again, under the same id, until it is acknowledged | every attempt that was not acknowledged is followed by another, until there were enough | each intent is counted once, by the best that its attempts did and by how often it is stored",
    "An exercise is a notebook":
      "test: its starting point fails for its intended reason, and its solution passes | what was written is kept beside the starting point | an app that its own file ends is a finding",
    "In `exercise-8` you write":
      "test: exercise-8: its starting point | a figure is as exact as it is written | a cell of a table has the unit of its row",
    "you write the check yourself":
      "test: it begins with a check and the types of a history | an endless loop ends after a while | ends with too little memory | imports nothing, neither the answers nor a way to them | a check that knows the histories of a seed | what the check misjudges is shown by the shortest history",
    "The sizes and moments": "test: the same seed draws the same",
    "shows the next of three hints": "test: hints come one by one, and asking is noted",
    "Each load says what limited it":
      "test: a row lock that another session holds | a hit that shares a statement with others waits for PostgreSQL | the parts add up to the mean latency, and none is negative | bars say where the time went",
    "The sentence follows from these figures":
      "test: is named after what is planted in its figures | is not decided where it was looked too seldom | is what it would be on a quiet machine | a disturbed run ranks only where there are not two others | is evidence only where there is no other | takes a shorter run that was not disturbed",
    "by: autocannon": "test: autocannon, which shares no code with the lab",
    "walks a worker":
      "test: a walk shows each place | the moves of a walk are buttons that a keyboard reaches | a walk with moves kills and restarts",
    "shows the runs since":
      "test: whatever was measured: no number in a row is there that no measurement has",
    "measures strategies at several values":
      "test: of the load: every point in each round | of the start: the stack has each value in turn | that is cancelled keeps what it has measured | of any curve: the knee has 90 % of the best | a sweep of more than ten minutes is refused",
    "is for machines that have it": "test: a step whose needs the machine does not meet is skipped",
    "Exit code 0":
      "test: a step whose needs the machine does not meet is skipped | an expectation that does not hold is told and ends nothing | is refused with its place, before anything starts: exit 2 | Ctrl+C: exit 130, everything stopped",
  },
  "docs/engines.md": {
    "The setting `surgeLab.engine`": "definition",
    "| `auto` (the default) |":
      "test: an engine of this machine is used, whatever way leads to it | an engine of another machine is not",
    "**Without Docker** PostgreSQL 16": "test: without npm: what to install on each system",
    "**Sizes** are set":
      "test: are PostgreSQL's and the app's, which has no more backends than its pool | counts what is in the memory of all of them | stops when its parent has gone, and dies as a whole | the pool is named with the connections, and one that is too large",
    "**PgBouncer** between":
      "test: fifty connections at once are none too many, and the lost update stays | orders are played on connections of their own, past PgBouncer | the limit of the app's statements holds, which it cannot ask for itself | stands between the app and PostgreSQL | keeps all of the hits that it acknowledges",
    "**RabbitMQ**, where": "test: is part of the stack: its version",
    "**One folder, one stack.**":
      "test: the second is told of the first's stack, which goes on; another folder has its own | one that is just ending is waited for, as after a reload | what keeps nothing may run beside it, as in a terminal",
    "Everything listens":
      "test: listen on loopback only, with a password on no command line, and are gone after a stop",
  },
  "docs/reports.md": {
    "writes one HTML file":
      "test: the report says everything about a load | it opens with verdicts, guesses and the student's answers; all steps, the machine and the document come after",
    "recomputes every verdict":
      "test: disagree about values that no report has | agrees with itself: exit 0 and one line",
    "The check of an exercise puts the code":
      "test: a check carries the code that it checked | a first start whose report is wanted measures its machine",
    "In VS Code the last result of every step":
      "test: a notebook that is opened again has them, with their time, and is clean | the last result of a step is kept, in a file that a person can read | a file that another program changes keeps its results | a result from before the notebook was opened says when it was measured",
    "asks before it deletes the results":
      "test: Reset Lab leaves counters and buffer at zero and no output, kept or shown | every command of the notebook's toolbar ignores what VS Code passes to it | a file that is no result is passed over and named, and the others are read | shows the results that it has kept, and names one that cannot be read",
    "lists the notebooks of the folder with their steps":
      "test: each step with a name has a state, and the first that is to be run comes next | a click on a step in the progress view leads to its cell | the page lists every step in a table that any Markdown viewer shows",
  },
  "docs/strategies.md": {
    "A strategy is how the app": "definition",
    "The app takes a file up within":
      "test: a saved file is taken up | a strategy is taken up when it is saved",
    "A hit that was begun is answered":
      "test: its open hits are answered by the old text | a strategy is taken up when it is saved | what it opens it closes",
    "A file that cannot run refuses":
      "test: a file that cannot run says where | that answers before it writes is awaited",
    "In VS Code, the Python extension":
      "test: names what connections.py has, with the parameters and types that it has",
    "All strategies share one process":
      "test: that would end or block the app | an exception that nobody catches, in a | a loop that never ends: the app is started anew",
    "checks a strategy in TypeScript":
      "test: fit the whole app, each starting point and each reference solution | the editor checks it against the types of the app",
    "| `append` | A pool of conn": "test: lists every strategy of",
    "keep the id of every hit":
      "test: of the hits that it acknowledges | has a lock in each process: mutex is exact in one",
    "wants a Kafka in the stack":
      "test: Docker brings every part along | a folder without Kafka, and one with an old Kafka",
    "A partition has one worker": "test: as many work at once as there are partitions",
    "three brokers that replicate": "test: loses one of its three brokers in the middle of a load",
    "runs the app in `lab-stack/fastapi`":
      "test: comes back on its port after a kill, and has workers in Python",
    "| `append` | SQLAlchemy's": "test: lists every strategy of",
    "The whole first notebook runs on it": "test: runs whole on the app in Python",
    "| `naive-load` | refused": "test: runs whole on the app in Python",
    "Two steps differ": "test: runs whole on the app in Python",
  },
  "docs/attach.md": {
    "A class that outgrows":
      "test: counts 1000 hits exactly, by name, and touches nothing but a topic of its own",
    "asks for the URLs": "test: what is asked names the servers, the role and what will be made",
    "**It touches only its own things**":
      "test: is the same, byte for byte, after the whole lab, and nothing is left after --drop",
    "**It asks before": "test: without consent nothing is written at all",
    "**TLS** works": "test: without a word about TLS is verified",
    "**Kafka** with TLS": "test: names brokers; kafkas:// is TLS",
    "**A cluster** is": "test: a node of a cluster, named as a single server",
    "**What it does not do there**": "test: kills and freezes the app, and neither PostgreSQL nor Redis",
    "**What stays**":
      "test: is the same, byte for byte, after the whole lab, and nothing is left after --drop",
    "One database serves": "test: keeps a second one out of its database | two in one Redis",
  },
  "docs/teaching.md": {
    "runs every notebook and the reference solution":
      "test: says what to install for the steps that were skipped | names each step that failed with its reason",
    "Your students then need": "test: starts in a folder with spaces and Cyrillic letters, quickly",
    "| 0–5 |": "instruction",
    "| 0–48 |": "instruction",
    "Strong students go on": "instruction",
    "| they say |":
      "pooled-load why-it-limps#more-connections inside-postgres#orders-transaction inside-postgres#mutex-two coalesced-pace buffered-race buffer-cost#crash-buffered why-it-limps#retry-new-id why-it-limps#retry-idempotent buffer-cost#race-getdel buffer-cost#crash-getdel",
    "writes one file with the predictions":
      "test: holds the prose, the student's answer, the prediction and what was measured | one number changed by hand is named",
    "reads every report":
      "test: thirty reports twice: the same bytes, and the edited one is named | code in Python runs behind the fence, too | a check runs behind the fence, too | of a page needs no server | of a report in JSON is that of the same one in HTML; what cannot be read is a row of its own",
    "Each demand that is met":
      "test: each student is a row, with points, reasons, hints and what does not agree | the reasons have nothing that another run would measure otherwise | the page has points, reasons, copies, disagreements, guesses and machines",
    "A check takes half a minute":
      "test: thirty reports twice: the same bytes, and the edited one is named | each student is a row, with points",
    "**What is around the code.**":
      "test: reads what it is given and nothing else, writes only in a place of its own | reaches no server of this machine, and no network | cannot take all the memory, nor start programs without end | code that looks for a way out finds none | a check runs behind the fence, too | imports nothing, neither the answers nor a way to them | code that forks, eats memory or never ends | Ctrl+C ends all of it and leaves nothing",
    "**Apps of their own.**":
      "test: is its text, byte for byte, under the hash that results name | is left out with a reason where it is too large | an own app is judged like any code, behind the same fence | is compiled and runs behind the fence | of an own app says why it does not start, and names code that is not what the result names | each student is a row, with points",
    "**What grading cannot know.**":
      "test: disagree about a change that was written into the results and the page alike | figures of another report, or of another machine, are foreign | the same text stands once, with all who have handed it in",
    "**What is not judged.**":
      "test: each student is a row, with points | code in Python runs behind the fence, too | figures of another report, or of another machine, are foreign",
    "the app and the load run":
      "test: two in one Redis, each with a database of its own | keeps a second one out of its database",
    "makes the folder `surge-lab-bundle/`":
      "test: what the bundle installs runs without fetching anything | once loaded, are used as they are; a changed app is built all the same",
    "opens the lab in the browser": "instruction",
  },
  "docs/troubleshooting.md": {
    "| Docker is installed": "instruction",
    "All of this takes no more than the start step": "test: ends, and the next start works",
    "| what happens | what the load says": "test: ends, and the next start works",
  },
  "docs/performance.md": {
    "measures how fast the lab is": "test: the figures of the pages are those of bench/results.json",
    "Load, app and servers share one machine":
      "test: odd rounds go backwards | a disturbed measurement is repeated",
    "<!-- bench: machine -->": "test: the figures of the pages are those of bench/results.json",
    "*In use* says what limits": "definition",
    "Rows without a goal show":
      "test: by time: nothing that was sent is dropped, the last answers are waited for | two apps that take hits and four that process them store each hit once",
    "<!-- bench: ratios -->": "test: the figures of the pages are those of bench/results.json",
    "Each strategy by the lab's own load": "definition",
    "<!-- bench: accepting -->": "test: the figures of the pages are those of bench/results.json",
    "What a hit costs each process": "definition",
    "<!-- bench: processor -->": "test: the figures of the pages are those of bench/results.json",
    "On the handler that does nothing": "definition",
    "<!-- bench: generator -->": "test: the figures of the pages are those of bench/results.json",
    "The memory of its account": "definition",
    "<!-- bench: memory -->": "test: the figures of the pages are those of bench/results.json",
    "From each buffer into PostgreSQL": "definition",
    "<!-- bench: processing -->": "test: the figures of the pages are those of bench/results.json",
    "<!-- bench: draining -->": "test: the figures of the pages are those of bench/results.json",
    "The same statements without the app": "definition",
    "<!-- bench: postgres -->": "test: the figures of the pages are those of bench/results.json",
    "A start without Docker, by its steps": "definition",
    "<!-- bench: starts -->": "test: the figures of the pages are those of bench/results.json",
    "<!-- bench: notebook -->": "test: the figures of the pages are those of bench/results.json",
    "A new window of VS Code": "definition",
    "<!-- bench: window -->": "test: the figures of the pages are those of bench/results.json",
    "The results that take longest": "definition",
    "<!-- bench: drawing -->": "test: the figures of the pages are those of bench/results.json",
    "The memory of VS Code's extension host": "definition",
    "<!-- bench: live -->": "test: the figures of the pages are those of bench/results.json",
    "Sizes:": "definition",
    "<!-- bench: sizes -->": "test: the figures of the pages are those of bench/results.json",
  },
  "docs/own-app.md": {
    "can stand in place of the lab's":
      "test: is started, loaded and judged by its contract | each new app comes with a cell that is a whole contract",
    "and then `load": "test: is started, loaded and judged by its contract",
    "| key | what it says |":
      "test: runs nothing outside the lab folder | is read by a path and a key of its JSON | is reset, inspected and compared like ours",
    "**What the app gets**": "test: gives it its servers and its port, and says that it waits for a slow one",
    "**Its database** is its own":
      "test: with PostgreSQL alone answers 200 to every hit | is started, loaded and judged by its contract",
    "**The command runs without a shell.**":
      "test: a command is split into words without a shell | what only a shell can do is refused by its sign",
    "**Packages**":
      "test: runs a program of Node with the lab's own packages | with Redis keeps every hit as long as nothing is processed meanwhile",
    "**It is tied to the lab**": "test: is tied to the lab: when the supervisor is killed, it is gone",
    "**After a change to its code**":
      "test: is started, loaded and judged by its contract | the code of an app is what it was written in | that takes its files up by itself may change at any time",
    "**Handed in** is":
      "test: is its text, byte for byte, under the hash that results name | is left out with a reason where it is too large | an own app is judged like any code, behind the same fence",
    "A query without a row": "test: is read by a path and a key of its JSON | with Redis keeps every hit",
    "judge the app that runs":
      "test: exercise-1: the app that New App… makes fails for its lost updates, and the result names its code | an app that is saved in the middle of its check is not judged | what the contract does not say is not checked, and the exercise cannot be passed that way | is passed by an app that solves it",
    "**Exercise 2** does not compare": "test: is passed by an app that solves it | hits that wait for nobody",
    "**Exercise 3** starts a second":
      "test: a worker that is waited for, also beside a second process of the app",
    "**Exercise 4** has no failpoints":
      "test: a take that a crash undoes for ever | a batch that a crash counts again | batches that are counted under an id",
    "**Exercise 5** reads with `ids`": "test: events newest first | a cheat: ids that nobody has sent",
    "**Exercise 6** sends a hit again": "test: a hit that is counted as often as it is sent",
    "**Exercises 8 and 9** are": "test: what it cannot do it says",
    "writes the starting point into the folder":
      "test: `begin` puts a starting point into the app's folder, keeps what was there, and shows its contract",
    "work as usual":
      "test: is reset, inspected and compared like ours; what needs our code is refused by name | shows which write undid how many, without names where the app tells none | shows what a DEL removed unread | refuses by name what the servers cannot know | is loaded and judged by what it says of itself | belongs to somebody else: the lab neither kills nor stops it | stands still while it is paused, alone or in the middle of a load | is started, loaded and judged by its contract",
  },
};
