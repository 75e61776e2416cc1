import type { Page } from "playwright-core";
import { palette } from "./workbench.ts";

export async function showWalkthrough(page: Page, command: string): Promise<void> {
  await palette(page, command);
  await stepOf(page, "engine").waitFor();
}

export async function backToWalkthrough(page: Page): Promise<void> {
  await page.locator(".tab").filter({ hasText: "Welcome" }).click();
  await stepOf(page, "engine").waitFor();
}

export function stepOf(page: Page, step: string) {
  return page.locator(`.getting-started-step[data-step-id$="#${step}"]`);
}

export async function press(page: Page, step: string, button: string): Promise<void> {
  const row = stepOf(page, step);
  if (!/expanded/.test((await row.getAttribute("class")) ?? "")) await row.locator(".step-title").click();
  await row.getByRole("button", { name: button }).click();
}

export async function isDone(page: Page, ...steps: string[]): Promise<void> {
  for (const step of steps) await stepOf(page, step).locator(".complete").first().waitFor();
}

export async function done(page: Page): Promise<string[]> {
  const rows = page.locator(".getting-started-step").filter({ has: page.locator(".complete") });
  const ids = await rows.evaluateAll((found) => found.map((row) => row.getAttribute("data-step-id") ?? ""));
  return ids.map((id) => id.replace(/^.*#/, ""));
}
