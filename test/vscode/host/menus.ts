import assert from "node:assert/strict";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import {
  cell,
  closeAll,
  codeCells,
  extensionId,
  find,
  leaveQuestion,
  openOwn,
  openText,
  run,
  until,
} from "./lab.ts";

interface Manifest {
  readonly contributes: {
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  };
}

function manifest(): Manifest {
  const extension = vscode.extensions.getExtension(extensionId);
  assert(extension);
  return extension.packageJSON;
}

/** What VS Code passes to a command of the notebook's toolbar. */
const toolbarContext = ({ uri }: vscode.NotebookDocument) => ({
  ui: true,
  notebookEditor: { notebookUri: uri },
  source: "notebookToolbar",
});

/** Each expects of the command what it does when a student clicks it, without answers given beforehand. */
const fromToolbar: Record<string, (click: () => Thenable<unknown>) => Promise<void>> = {
  "surgeLab.insertCell": async (click) => {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    assert(notebook);
    const before = codeCells(notebook).length;
    const inserted = click();
    await until("a cell is chosen and inserted", () => {
      void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return codeCells(notebook).length > before ? true : undefined;
    });
    await inserted;
    assert.match(find(notebook, 1).document.getText(), /^start:/);
  },
  "surgeLab.startStack": async (click) => {
    await click();
    assert.equal(await inspectSucceeds(), true);
  },
  "surgeLab.stopStack": async (click) => {
    await click();
    assert.equal(await inspectSucceeds(), false);
  },
  "surgeLab.resetLab": async (click) => {
    // It asks first; in tests every dialog is refused.
    assert.equal(await click(), undefined);
  },
  "surgeLab.showLogs": async (click) => {
    await click();
    await until("the log is shown", () =>
      vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === "output" && /surge.?lab/i.test(uri.toString(true)),
      ),
    );
  },
  "surgeLab.exportReport": async (click) => {
    let written: unknown = "not asked";
    // It asks for a name; a student who escapes gets no report.
    await leaveQuestion(
      Promise.resolve(click()).then((uri) => {
        written = uri;
      }),
    );
    assert.equal(written, undefined);
  },
};

/** A new notebook each time; the one in front stays there. */
async function inspectSucceeds(): Promise<boolean | undefined> {
  const inspect = find(await openText("inspect.lab.md", cell("hits", "inspect:")), 0);
  await run(inspect);
  return inspect.executionSummary?.success;
}

suite("what a menu calls", () => {
  teardown(closeAll);

  test("every command of the notebook's toolbar ignores what VS Code passes to it", async () => {
    const commands = manifest().contributes.menus["notebook/toolbar"]?.map(({ command }) => command) ?? [];
    assert.deepEqual([...commands].sort(), Object.keys(fromToolbar).sort());
    for (const [command, expectWork] of Object.entries(fromToolbar)) {
      const notebook = await openText("toolbar.lab.md", cell("first", "compare:"));
      await expectWork(() => vscode.commands.executeCommand(command, toolbarContext(notebook)));
      await closeAll();
    }
  }).timeout(90_000);

  test("every link of the walkthrough does what it says", async () => {
    const notebook = await openOwn("surge.en.lab.md");
    const steps = manifest().contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const links = steps.map(({ description }) => {
      const [, command = "", given] = /\(command:([\w.]+)\??([^)]*)\)/.exec(description) ?? [];
      return { command, given: given ? JSON.parse(decodeURIComponent(given)) : [] };
    });
    assert.deepEqual(
      links.map(({ command, given }) => [command.replace("surgeLab.", ""), ...given]),
      [
        ["checkEngine"],
        ["openLab"],
        ["runSteps", "start"],
        ["runSteps", "start", "naive-load"],
        ["runSteps", "start", "atomic-load"],
      ],
    );
    for (const { command, given } of links) {
      const called = Promise.resolve(vscode.commands.executeCommand<unknown>(command, ...given));
      if (command === "surgeLab.checkEngine")
        assert.deepEqual(await called, { engine: "embedded", missing: [] });
      if (command !== "surgeLab.runSteps") continue;
      const [wanted] = given.slice(-1);
      const step = codeCells(notebook).find(({ metadata }) => metadata.surgeLab?.source?.step === wanted);
      assert(step);
      if (/^predict:/m.test(step.document.getText())) {
        await sleep(1500);
        assert.equal(step.executionSummary?.timing, undefined, `${wanted} waits for the prediction`);
      }
      await leaveQuestion(called.then(() => undefined));
      await until(`${wanted} has ended`, () => step.executionSummary?.timing?.endTime);
      assert.equal(step.executionSummary?.success, true, wanted);
    }
  }).timeout(90_000);

  test("Open Lab asks for a folder when the walkthrough calls it, and copies nothing without one", async () => {
    let opened: unknown = "not asked";
    await leaveQuestion(
      Promise.resolve(vscode.commands.executeCommand("surgeLab.openLab")).then((uri) => {
        opened = uri;
      }),
    );
    assert.equal(opened, undefined);
  });
});

suite("a cell whose needs are not met", () => {
  teardown(async () => {
    await vscode.workspace.getConfiguration("surgeLab").update("engine", undefined, true);
    await closeAll();
  });

  test("is skipped and says why; Run All goes on with the cells after it, as the terminal does", async () => {
    await vscode.commands.executeCommand("surgeLab.stopStack");
    // No server that exists can be asked to bring RabbitMQ along.
    await vscode.workspace.getConfiguration("surgeLab").update("engine", "attach", true);
    const notebook = await openText(
      "needs.lab.md",
      cell("one", "compare:") +
        cell("rabbit", "start: { with: [rabbitmq] }\nneeds: [rabbitmq]") +
        cell("last", "compare:"),
    );
    const [first, skipped, last] = codeCells(notebook);
    assert(first && skipped && last);
    const since = Date.now();
    void vscode.commands.executeCommand("notebook.execute", notebook.uri);
    await until("the last cell ran", () => {
      const timing = last.executionSummary?.timing;
      return timing && timing.startTime >= since && timing.endTime >= timing.startTime ? true : undefined;
    });
    assert.equal(last.executionSummary?.success, true);
    assert.equal(skipped.executionSummary?.success, undefined, "neither a tick nor a cross");
    const [output] = skipped.outputs;
    const text = output?.items.find(({ mime }) => mime === "text/plain")?.data;
    assert.match(new TextDecoder().decode(text), /○ skipped: .*rabbitmq/i);

    const target = vscode.Uri.file(path.join(path.dirname(notebook.uri.fsPath), "needs.html"));
    await vscode.commands.executeCommand("surgeLab.exportReport", { target, student: "" });
    const html = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    assert.match(html, /Skipped, because the machine lacks what it needs: .*rabbitmq/i);
  });
});
