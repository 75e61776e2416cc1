import * as z from "zod";
import type { AppProgram, Stack } from "../../stack/stack.ts";
import { interleaveError } from "./errors.ts";
import type { Answer, Hit } from "./schedule.ts";

/** The lines that lab-stack/app/one-hit.ts prints. */
const said = z.union([
  z.object({ statement: z.string(), pid: z.int() }),
  z.object({ answer: z.string(), error: z.string().nullable() }),
  z.object({ over: z.string().nullable() }),
]);

interface HitOptions {
  readonly id: string;
  /** As SQL writes it: "read committed". */
  readonly level: string;
  readonly transaction: boolean;
}

/** A process that plays one client, hit after hit. */
export class HitProgram implements Hit {
  readonly name: string;
  next: Hit["next"] = null;
  failure: string | null = null;
  /** Every backend of PostgreSQL that has worked for it. */
  readonly pids = new Set<number>();
  #program: AppProgram | undefined;
  #answer: Answer = { answer: "", error: null };
  #known = nextNews();

  private constructor(name: string) {
    this.name = name;
  }

  static async start(stack: Stack, name: string, strategy: string): Promise<HitProgram> {
    const hit = new HitProgram(name);
    // It sets isolation levels and looks at locks of its backends, so each connection needs a backend of its own.
    const request = { file: "one-hit.ts", args: [strategy], pastPgbouncer: true };
    const program = await stack.run(request, (line) => hit.#hear(line));
    hit.#program = program;
    void program.ended.then((how) =>
      hit.#known.reject(interleaveError("hit-program-ended", { strategy, how })),
    );
    return hit;
  }

  /** Begins a new hit. Resolves when it has a statement to send, or is over without one. */
  async begin(options: HitOptions): Promise<void> {
    this.failure = null;
    await this.#tell(options);
  }

  async go(): Promise<Answer> {
    await this.#tell("go");
    return this.#answer;
  }

  /** Ends the process, and so its open connections to PostgreSQL. */
  async end(): Promise<void> {
    await this.#program?.kill();
  }

  /** Resolves when it is known what comes next. */
  #tell(what: object | "go"): Promise<void> {
    this.#program?.write(JSON.stringify(what));
    return this.#known.promise;
  }

  #hear(line: string): void {
    const message = parse(line);
    if (!message) return;
    if ("answer" in message) {
      this.#answer = message;
      return;
    }
    if ("statement" in message) {
      this.next = message;
      this.pids.add(message.pid);
    } else {
      this.next = null;
      this.failure = message.over;
    }
    this.#known.resolve();
    this.#known = nextNews();
  }
}

/** May be rejected while nobody waits for it. */
function nextNews(): PromiseWithResolvers<void> {
  const news = Promise.withResolvers<void>();
  news.promise.catch(() => undefined);
  return news;
}

/** Undefined for lines that the strategy itself prints. */
function parse(line: string): z.infer<typeof said> | undefined {
  try {
    return said.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
