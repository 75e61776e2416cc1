import type { Event } from "./event.ts";
import type { Plan } from "./plan.ts";
import { Storage } from "./storage.ts";

interface Client {
  readonly name: string;
  /** What it waits for; and what it will hear, once the app has done its work. */
  request?: { readonly id: string; answer?: "acknowledged" | "refused" } | undefined;
  /** It has heard nothing of this hit, and may send it again. */
  unsure?: string | undefined;
  sent: number;
}

type Move = () => void;

/** An app, its clients and its worker, step by step. */
export class World {
  readonly events: Event[] = [];
  isOver = false;
  readonly #plan: Plan;
  readonly #clients: Client[];
  #left: number;
  readonly #storage: Storage;
  /** Of hits that their clients have given up: they may still arrive. */
  #late: string[] = [];
  /** With some flaws: acknowledged, and nowhere but in the app. */
  #memory: string[] = [];
  #crashes = 0;
  #looks = 0;
  #strangers = 0;
  readonly #mixedUp = new Set<string>();

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#storage = new Storage(plan, this.events);
    this.#left = plan.hits;
    this.#clients = Array.from("abc".slice(0, plan.clients), (name) => ({ name, sent: 0 }));
  }

  /** Everything that may happen next. */
  moves(): Move[] {
    const isBusy = this.#left > 0 || this.#clients.some(({ request }) => request);
    const canCrash = isBusy && this.#crashes < 2 && this.#isDrawn(4);
    return [
      ...this.#clients.flatMap((client) => this.#movesOf(client)),
      ...this.#late.map((id) => () => this.#arriveLate(id)),
      ...(this.#memory.length > 0 ? [() => this.#flush()] : []),
      ...this.#storage.moves(this.#crashes < 2 && this.#isDrawn(4) ? () => this.#crashWorker() : undefined),
      ...(canCrash ? [() => this.#crashApp()] : []),
      ...(isBusy && this.#canLook() && this.#isDrawn(4) ? [() => this.#look()] : []),
      // With hits still in the buffer or on their way, too.
      ...(isBusy
        ? []
        : [
            () => {
              this.isOver = true;
            },
          ]),
    ];
  }

  readAtTheEnd(): void {
    this.#flush();
    this.#storage.settle();
    this.#storage.read();
  }

  #movesOf(client: Client): Move[] {
    const { request, unsure } = client;
    if (!request) {
      const sendsAgain = this.#plan.byId && unsure !== undefined;
      return [
        ...(this.#left > 0 ? [() => this.#sendNew(client)] : []),
        ...(sendsAgain ? [() => this.#send(client, unsure)] : []),
      ];
    }
    const givesUp = this.#isDrawn(4) ? [() => this.#giveUp(client)] : [];
    if (request.answer) return [() => this.#answer(client), ...givesUp];
    const refuses = this.#isDrawn(5) ? [() => this.#refuse(client)] : [];
    return [() => this.#handle(client), ...refuses, ...givesUp];
  }

  #sendNew(client: Client): void {
    this.#left -= 1;
    client.sent += 1;
    this.#send(client, `${client.name}${client.sent}`);
  }

  #send(client: Client, id: string): void {
    client.unsure = undefined;
    client.request = { id };
    this.events.push({ what: "sent", client: client.name, id });
  }

  /** What the app does with a hit before it answers 200. */
  #handle(client: Client): void {
    const { request } = client;
    if (!request) return;
    request.answer = "acknowledged";
    const { id } = request;
    const other = this.#clients.find((each) => each !== client && each.request && !each.request.answer);
    switch (this.#plan.flaw) {
      case "swallowsErrors":
        if (!this.#isDrawn(2)) this.#storage.keep(id);
        break;
      case "losesUpdates":
        // Both have read the same number, and write the same.
        if (other?.request) other.request.answer = "acknowledged";
        this.#storage.keep(id);
        break;
      case "acknowledgesFirst":
      case "storesLater":
        this.#memory.push(id);
        break;
      case "mixesUp":
        this.#mixUp(id, other?.request?.id);
        break;
      case "namesAnew":
        this.#storage.add(this.#isDrawn(2) ? this.#stranger() : id);
        break;
      case "countsStrangers":
        this.#storage.keep(id);
        if (this.#isDrawn(2)) this.#storage.add(this.#stranger());
        break;
      default:
        this.#storage.keep(id);
    }
  }

  /** What two requests share holds the id of the one that came last, when both store it. */
  #mixUp(id: string, other: string | undefined): void {
    if (other !== undefined) this.#mixedUp.add(other);
    if (other !== undefined || this.#mixedUp.has(id)) this.#storage.add(other ?? id);
    else this.#storage.keep(id);
  }

  #refuse({ request }: Client): void {
    if (!request) return;
    request.answer = "refused";
    if (this.#plan.flaw === "refusesStored") this.#storage.keep(request.id);
  }

  #answer(client: Client): void {
    const { request } = client;
    client.request = undefined;
    if (request?.answer) this.events.push({ what: request.answer, id: request.id });
  }

  #giveUp(client: Client): void {
    const { request } = client;
    if (!request) return;
    const { id, answer } = request;
    client.request = undefined;
    client.unsure = id;
    this.events.push({ what: "unanswered", id });
    if (answer === undefined) this.#late.push(id);
    if (answer === "acknowledged" && this.#plan.flaw === "resends") this.#storage.add(id);
  }

  #arriveLate(id: string): void {
    this.#late = this.#late.filter((each) => each !== id);
    this.#storage.keep(id);
  }

  #stranger(): string {
    this.#strangers += 1;
    return `x${this.#strangers}`;
  }

  #flush(): void {
    for (const id of this.#memory.splice(0)) this.#storage.keep(id);
  }

  #crashApp(): void {
    this.#crashes += 1;
    this.events.push({ what: "crashed", program: "app" });
    for (const client of this.#clients) if (client.request) this.#giveUp(client);
    this.#late = [];
    if (this.#plan.flaw === "acknowledgesFirst") this.#memory = [];
    if (this.#plan.flaw === "buffersInMemory") this.#storage.forget();
  }

  #crashWorker(): void {
    this.#crashes += 1;
    this.events.push({ what: "crashed", program: "worker" });
    this.#storage.recover();
  }

  #canLook(): boolean {
    const isInMemory = this.#plan.flaw === "acknowledgesFirst" && this.#memory.length > 0;
    return this.#looks < 1 && !isInMemory && this.#storage.isVisible;
  }

  #look(): void {
    this.#looks += 1;
    this.#storage.read();
  }

  #isDrawn(oneOf: number): boolean {
    return this.#plan.random.whole(1, oneOf) === 1;
  }
}
