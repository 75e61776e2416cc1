import type { Localized } from "../../../common/language.ts";
import type { StackProgress } from "../../stack.ts";
import { progressText } from "../../words.ts";
import type { Amount, ComposeEvent } from "./output.ts";

export type Stage = "pull" | "build" | "start";
type Item = ComposeEvent & { kind: "item" };

/** From where to where each stage moves the bar. A stage with nothing to do is jumped over. */
const spans: Readonly<Record<Stage, readonly [number, number]>> = {
  pull: [0, 0.6],
  build: [0.6, 0.8],
  start: [0.8, 1],
};

/** Turns what Compose prints into what a person follows. It never goes back. */
export class ProgressMeter {
  readonly #images = new Map<string, boolean>();
  readonly #layers = new Map<string, Amount>();
  readonly #healthy = new Set<string>();
  readonly #services: number;
  #fraction = 0;
  #lastText = "";
  stage: Stage | undefined;

  /** @param services how many containers have to become healthy */
  constructor(services: number) {
    this.#services = services;
  }

  /** The next thing to show, or undefined when nothing has changed for a person. */
  take(event: ComposeEvent): StackProgress | undefined {
    if (event.kind === "text") return undefined;
    if (event.kind === "build-step") {
      const { step, steps, command } = event;
      const text = progressText(({ buildingApp }) => buildingApp(step, steps, command));
      return this.#show("build", text, (step - 1) / steps);
    }
    if (/^Container /.test(event.id)) return this.#container(event);
    return /^(Network|Volume) /.test(event.id) ? undefined : this.#image(event);
  }

  #image({ id, state, amount }: Item): StackProgress | undefined {
    const name = id.replace(/^Image /, "");
    if (state === "Pulling") this.#images.set(name, false);
    else if (state === "Pulled" || state === "Skipped") this.#images.set(name, true);
    else if (/^[0-9a-f]{12}$/.test(id)) this.#layer(id, state, amount);
    else return undefined;
    const waiting = [...this.#images].filter(([, there]) => !there).map(([image]) => image);
    if (waiting.length === 0) return undefined;
    const { current, total } = this.#pulled();
    const size = total === 0 ? undefined : `${megabytes(current)} / ${megabytes(total)}`;
    const text = progressText(({ fetchingImages }) => fetchingImages(waiting.join(", "), size));
    return this.#show("pull", text, total === 0 ? 0 : current / total);
  }

  #layer(id: string, state: string, amount: Amount | undefined): void {
    if (state === "Downloading" && amount) this.#layers.set(id, amount);
    const known = this.#layers.get(id);
    if (known && /^(Download complete|Extracting|Pull complete)/.test(state)) {
      this.#layers.set(id, { current: known.total, total: known.total });
    }
  }

  #pulled(): Amount {
    const all = [...this.#layers.values()];
    const sum = (key: keyof Amount) => all.reduce((so, layer) => so + layer[key], 0);
    return { current: sum("current"), total: sum("total") };
  }

  #container({ id, state }: Item): StackProgress | undefined {
    if (state === "Healthy") this.#healthy.add(id);
    const { size } = this.#healthy;
    const text = progressText(({ serversReady }) => serversReady(size, this.#services));
    return this.#show("start", text, size / this.#services);
  }

  #show(stage: Stage, text: Localized, part: number): StackProgress | undefined {
    this.stage = stage;
    const [from, to] = spans[stage];
    this.#fraction = Math.max(this.#fraction, from + (to - from) * Math.min(1, part));
    if (text.en === this.#lastText) return undefined;
    this.#lastText = text.en;
    return { text, fraction: this.#fraction };
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
