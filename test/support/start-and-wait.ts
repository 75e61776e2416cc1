// A process that starts a stack, prints its endpoints, and then waits to be killed. Its words are extras.
import { extraNames } from "../../extension/stack/stack.ts";
import { startEmbedded } from "./stack.ts";

const extras = extraNames.filter((name) => process.argv.includes(name));
const stack = await startEmbedded({
  composition: { app: "node", with: extras },
  progress: ({ text }) => console.log(JSON.stringify({ text: text.en })),
});
console.log(JSON.stringify({ endpoints: stack.endpoints }));
setInterval(() => {}, 60_000);
