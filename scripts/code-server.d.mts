/** Installs code-server into the user's cache folder when it is not there yet; about 40 s the first time. */
export function provideCodeServer(options?: { progress?: (text: string) => void }): Promise<CodeServer>;

/** A Chromium, Chrome or Edge of this machine: `CHROMIUM_PATH`, else the usual places. */
export function findBrowser(): Promise<string | undefined>;

export interface CodeServer {
  readonly version: string;
  /** `runFolder`: where one server keeps all that it writes, its extensions too. Made when missing. */
  installExtension(runFolder: string, vsix: string): Promise<void>;
  start(options: StartOptions): Promise<RunningServer>;
}

export interface StartOptions {
  readonly runFolder: string;
  /** The user's settings.json, over ones that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment, which the extension host inherits. */
  readonly env?: Readonly<Record<string, string>>;
  /** Lets a page run extension tests. */
  readonly extensionTests?: boolean;
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly pid: number;
  readonly userData: string;
  /** For windows that are opened afterwards. */
  writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Resolves when no process of the server is left. */
  stop(): Promise<void>;
}
