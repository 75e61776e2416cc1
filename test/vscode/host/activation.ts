import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { extensionId } from "./lab.ts";

suite("activation", () => {
  // The first test of all: later ones would find the extension awake.
  test("the extension sleeps until it is needed, and then wakes up at once", async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert(extension, "the extension is installed");
    assert.equal(extension.isActive, false);
    const before = performance.now();
    await extension.activate();
    const took = performance.now() - before;
    console.log(`The extension was loaded and activated in ${took.toFixed(1)} ms.`);
    // Under 20 ms on a quiet machine; here the whole workbench starts beside it.
    assert(took < 100, `it took ${took} ms`);
  });

  test("every contributed command is registered", async () => {
    const { commands } = vscode.extensions.getExtension(extensionId)?.packageJSON.contributes ?? {};
    const known = new Set(await vscode.commands.getCommands(true));
    assert(commands.length >= 5);
    for (const { command } of commands) assert(known.has(command), `${command} is not registered`);
  });
});
