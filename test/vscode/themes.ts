import type { Page } from "playwright-core";
import { outputs, palette } from "./workbench.ts";

export interface Theme {
  /** As VS Code's own list has it. */
  readonly name: string;
  /** The class that its outputs carry. */
  readonly kind: string;
}

export const themes: readonly Theme[] = [
  { name: "Light 2026", kind: "vscode-light" },
  { name: "Dark 2026", kind: "vscode-dark" },
  { name: "Light High Contrast", kind: "vscode-high-contrast-light" },
  { name: "Dark High Contrast", kind: "vscode-high-contrast" },
];

/** In the running window, as a student does; VS Code writes it into the settings. */
export async function chooseTheme(page: Page, { name, kind }: Theme): Promise<void> {
  await palette(page, "Preferences: Color Theme");
  const input = page.locator(".quick-input-widget input.input");
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await rows.filter({ hasText: name }).first().waitFor();
  await input.fill(name);
  await rows.filter({ hasText: name }).first().click();
  await outputs(page).locator(`body.${kind}`).waitFor({ state: "attached" });
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}
