// A process that starts a stack, prints its endpoints, and then waits to be killed.
import { startEmbedded } from "./stack.ts";

const stack = await startEmbedded({ progress: ({ text }) => console.log(JSON.stringify({ text: text.en })) });
console.log(JSON.stringify({ endpoints: stack.endpoints }));
setInterval(() => {}, 60_000);
