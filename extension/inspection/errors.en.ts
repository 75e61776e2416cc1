export const en = {
  "app-refused": ({ request, status, body }: { request: string; status: number; body: string }) => ({
    what: `The app answered ${status} to ${request}: ${body}.`,
    remedy: "Look at the servers' log (Surge Lab: Show Logs) and run the step again.",
  }),
  "app-answer": ({ request, reason }: { request: string; reason: string }) => ({
    what: `The app's answer to ${request} is not what the lab expects: ${reason}.`,
    remedy: "Correct what the strategy returns there, then run the step again.",
  }),
};
