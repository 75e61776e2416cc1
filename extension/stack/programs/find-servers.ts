import type { Language, Localized } from "../../common/language.ts";
import type { PackagedProgram, ServerBinaries } from "../engines/engine.ts";
import { needsPython } from "../own-app/own-program.ts";
import type { StackOptions } from "../stack.ts";
import type { Download } from "./download.ts";
import { programError } from "./errors.ts";
import { findPgbouncer, pgbouncerDownload } from "./pgbouncer.ts";
import { type Places, usualPlaces } from "./places.ts";
import { findPostgres, postgresDownload } from "./postgres.ts";
import { environmentDownload, findEnvironment } from "./python.ts";
import { findRedis, type RedisBinaries, redisDownload } from "./redis.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type LookOptions = Pick<
  StackOptions,
  "storageFolder" | "distFolder" | "stackFolder" | "composition" | "signal"
>;
type FindOptions = LookOptions & Pick<StackOptions, "progress" | "confirmDownload">;

/**
 * The server programs of this machine; missing ones are fetched once into the storage folder, after
 * `confirmDownload` has allowed it. Runs in the editor's process and never blocks it.
 * @throws LabError that says what to install; AbortError
 */
export async function findServers(options: FindOptions, places?: Places): Promise<ServerBinaries> {
  const { postgres, redis, pgbouncer, python, downloads } = await lookAround(options, places);
  await ask(downloads, options);
  const postgresBin = postgres ?? (await downloads.postgres?.fetch());
  const binaries = redis ?? (await downloads.redis?.fetch());
  if (postgresBin === undefined || !binaries) throw new Error("Nothing was found, and nothing fetched.");
  const pooler = pgbouncer ?? (await downloads.pgbouncer?.fetch());
  return {
    postgresBin,
    ...binaries,
    ...(pooler && { pgbouncer: pooler }),
    python: python ?? (await downloads.python?.fetch()),
  };
}

/** The Python that an app which is not ours needs; undefined where it needs none of the lab's. */
export async function findPython(options: FindOptions): Promise<string | undefined> {
  const { own } = options.composition;
  if (!own || !(await needsPython(own))) return undefined;
  const where = await usualPlaces(options.distFolder);
  const found = await findEnvironment(options, where);
  if (found !== undefined) return found;
  const download = await environmentDownload(options, where);
  await ask({ postgres: undefined, redis: undefined, pgbouncer: undefined, python: download }, options);
  return download.fetch();
}

/**
 * The servers that would have to be fetched first. Fetches nothing and asks no question.
 * @throws LabError that says what to install; AbortError
 */
export async function missingServers(options: LookOptions, places?: Places): Promise<Localized[]> {
  const { downloads } = await lookAround({ ...options, progress: () => {} }, places);
  return wanted(downloads).map(({ what }) => what);
}

async function lookAround(options: LookOptions & Pick<StackOptions, "progress">, places?: Places) {
  options.signal.throwIfAborted();
  const where = places ?? (await usualPlaces(options.distFolder));
  const { app, own } = options.composition;
  const inPython = own ? await needsPython(own) : app === "fastapi";
  const withPgbouncer = options.composition.with.includes("pgbouncer");
  const [postgres, redis, pgbouncer, python] = await Promise.all([
    findPostgres(options, where),
    findRedis(options, where),
    withPgbouncer ? findPgbouncer(options, where) : undefined,
    inPython ? findEnvironment(options, where) : undefined,
  ]);
  // First check that every missing server can be fetched: half of them would be useless.
  const downloads: Downloads = {
    postgres: postgres === undefined ? await postgresDownload(options, where) : undefined,
    redis: redis === undefined ? await redisDownload(options, where) : undefined,
    pgbouncer: withPgbouncer && pgbouncer === undefined ? await pgbouncerDownload(options, where) : undefined,
    python: inPython && python === undefined ? await environmentDownload(options, where) : undefined,
  };
  return { postgres, redis, pgbouncer, python, downloads };
}

interface Downloads {
  readonly postgres: Download<string> | undefined;
  readonly redis: Download<RedisBinaries> | undefined;
  readonly pgbouncer: Download<PackagedProgram> | undefined;
  readonly python: Download<string> | undefined;
}

function wanted({ postgres, redis, pgbouncer, python }: Downloads): Download<unknown>[] {
  return [postgres, redis, pgbouncer, python].filter((download) => download !== undefined);
}

/** One question for everything that is missing. @throws LabError `download-refused` and others */
async function ask(downloads: Downloads, options: FindOptions): Promise<void> {
  const whats = wanted(downloads);
  if (whats.length === 0) return;
  const items = (language: Language) => whats.map(({ what }) => `– ${what[language]}`).join("\n");
  const { storageFolder } = options;
  const question = {
    en: en.question(items("en"), storageFolder),
    ru: ru.question(items("ru"), storageFolder),
  };
  const allowed = await options.confirmDownload(question);
  options.signal.throwIfAborted();
  const missing = [downloads.postgres && "PostgreSQL", downloads.redis && "Redis"].filter(
    (name) => name !== undefined,
  );
  if (allowed) return;
  if (missing.length > 0) throw programError("download-refused", { missing: missing.join(", ") });
  throw downloads.pgbouncer
    ? programError("pgbouncer-missing", { refused: true })
    : programError("python-packages-refused");
}
