import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { extensionId } from "./lab.ts";

suite("activation", () => {
  // The first test of all: later ones would find the extension awake.
  test("the extension sleeps until it is needed", async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert(extension, "the extension is installed");
    assert.equal(extension.isActive, false);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test("every contributed command is registered", async () => {
    const { commands } = vscode.extensions.getExtension(extensionId)?.packageJSON.contributes ?? {};
    const known = new Set(await vscode.commands.getCommands(true));
    assert(commands.length >= 5);
    for (const { command } of commands) assert(known.has(command), `${command} is not registered`);
  });
});
