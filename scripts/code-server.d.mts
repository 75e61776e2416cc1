/** Installs code-server into the user's cache folder when it is not there yet; about 40 s the first time. */
export function provideCodeServer(options?: { progress?: (text: string) => void }): Promise<CodeServer>;

export interface CodeServer {
  readonly version: string;
  installExtension(options: Folders & { readonly vsix: string }): Promise<void>;
  start(options: StartOptions): Promise<RunningServer>;
}

/** Where a server keeps all that it writes. Made when missing. */
export interface Folders {
  /** For one run: temporary files and sockets. */
  readonly runFolder: string;
  /** What may stay for the next run: settings and extensions; `runFolder` when it is not given. */
  readonly profileFolder?: string;
}

export interface StartOptions extends Folders {
  /** The user's settings.json, over ones that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment, which the extension host inherits. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Asked for in the browser; nobody is asked when it is not given. */
  readonly password?: string;
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
