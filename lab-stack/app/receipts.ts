import { setTimeout as sleep } from "node:timers/promises";

/**
 * Sends the receipt of a hit. This timer stands for a slow service of somebody else, such as one for e-mail or payments:
 * the app waits as it would for an answer from the network, and computes nothing meanwhile.
 */
export function sendReceipt(hitId: string): Promise<string> {
  return sleep(50, `receipt-${hitId}`);
}
