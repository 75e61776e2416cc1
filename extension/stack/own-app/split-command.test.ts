import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitCommand } from "./split-command.ts";

const variables = { PORT: "41873", DATABASE_URL: "postgresql://a b" };

test("a command is split into words without a shell", () => {
  const split = (command: string) => splitCommand(command, variables);
  assert.deepEqual(split("uvicorn main:app --port $PORT"), ["uvicorn", "main:app", "--port", "41873"]);
  assert.deepEqual(split(`  java -Dport=\${PORT} "My App.java"  `), ["java", "-Dport=41873", "My App.java"]);
  // A value is never split again, and a shell's signs in quotation marks are signs like others.
  assert.deepEqual(split("go run . $DATABASE_URL"), ["go", "run", ".", "postgresql://a b"]);
  assert.deepEqual(split(`node -e "a && b" '$PORT' ""`), ["node", "-e", "a && b", "$PORT", ""]);
  assert.deepEqual(split("C:\\Tools\\app.exe --a=b"), ["C:\\Tools\\app.exe", "--a=b"]);
});

test("words in quotation marks come back as they were", () => {
  const word = fc.stringMatching(/^[^'\n]*$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      fc.pre(!/^\w+=/.test(words[0] ?? ""));
      assert.deepEqual(splitCommand(words.map((each) => `'${each}'`).join(" "), {}), words);
    }),
  );
});

test("what only a shell can do is refused by its sign, and so is an unknown variable", () => {
  const refusals = {
    "npm install && node app.js": /“&”/,
    "node app.js > log": /“>”/,
    "cat *.js": /“\*”/,
    "echo $(date)": /“\$\(”/,
    "node app.js --port $PROT": /\$PROT/,
    'node "app.js': /“"”/,
    "PORT=1 node app.js": /PORT=1/,
    " ": /empty/,
  };
  for (const [command, sign] of Object.entries(refusals)) {
    assert.throws(() => splitCommand(command, variables), { code: "own-command", message: sign }, command);
  }
});
