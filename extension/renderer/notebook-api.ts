/** The part of VS Code's notebook renderer API that this renderer uses. */
export interface OutputItem {
  /** Stays the same while one output is updated. */
  readonly id: string;
  readonly mime: string;
  json(): unknown;
}

export interface RendererContext {
  /** Missing where the editor lets no renderer speak to its extension. */
  postMessage?(message: unknown): void;
}

export interface Renderer {
  renderOutputItem(item: OutputItem, element: HTMLElement): void;
  /** Without an id: all of them. */
  disposeOutputItem(id?: string): void;
}
