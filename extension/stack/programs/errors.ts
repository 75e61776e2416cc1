import { fileTrouble } from "../../common/file-trouble.ts";
import { LabError } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";
import type { BrokerName } from "../stack.ts";

const installPostgres: Localized = {
  en: "Install Docker, or PostgreSQL 14 or newer. Linux: sudo apt install postgresql redis-server (dnf install postgresql-server redis). macOS: brew install postgresql@16 redis. Windows: winget install PostgreSQL.PostgreSQL.16.",
  ru: "Установите Docker или PostgreSQL 14 или новее. Linux: sudo apt install postgresql redis-server (dnf install postgresql-server redis). macOS: brew install postgresql@16 redis. Windows: winget install PostgreSQL.PostgreSQL.16.",
};

const installNode: Localized = {
  en: "Or install Node.js, whose npm fetches PostgreSQL for the lab. Linux: sudo apt install npm. macOS: brew install node. Windows: winget install OpenJS.NodeJS.LTS.",
  ru: "Или установите Node.js: его npm скачает PostgreSQL для занятия. Linux: sudo apt install npm. macOS: brew install node. Windows: winget install OpenJS.NodeJS.LTS.",
};

const installRedis: Localized = {
  en: "Install Redis. Linux: sudo apt install redis-server (Fedora: sudo dnf install valkey). macOS: brew install redis. Windows: install Docker Desktop, or open the lab in WSL, or install Memurai and put its redis-server on PATH.",
  ru: "Установите Redis. Linux: sudo apt install redis-server (Fedora: sudo dnf install valkey). macOS: brew install redis. Windows: установите Docker Desktop, или откройте занятие в WSL, или установите Memurai и добавьте его redis-server в PATH.",
};

const and = (one: Localized, other: Localized): Localized => ({
  en: `${one.en} ${other.en}`,
  ru: `${one.ru} ${other.ru}`,
});

/** @param missing `PostgreSQL`, `Redis`, or both with a comma */
export const downloadRefused = (missing: string) =>
  new LabError(
    "download-refused",
    {
      en: `This machine lacks ${missing}, and the download was refused.`,
      ru: `На этой машине нет ${missing}, а от загрузки вы отказались.`,
    },
    {
      en: "Allow it at the next start, or install Docker, or both servers: sudo apt install postgresql redis-server; brew install postgresql@16 redis; on Windows Docker Desktop.",
      ru: "Разрешите её при следующем запуске либо установите Docker или оба сервера: sudo apt install postgresql redis-server; brew install postgresql@16 redis; в Windows Docker Desktop.",
    },
  );

export const npmMissing = () =>
  new LabError(
    "npm-missing",
    {
      en: "There is no PostgreSQL on this machine, and no npm to fetch it with.",
      ru: "На этой машине нет ни PostgreSQL, ни npm, чтобы его скачать.",
    },
    and(installPostgres, installNode),
  );

export const platformWithoutPostgres = (machine: string) =>
  new LabError(
    "platform-unsupported",
    {
      en: `There is no ready-made PostgreSQL for this machine (${machine}).`,
      ru: `Готовой сборки PostgreSQL для этой машины (${machine}) нет.`,
    },
    installPostgres,
  );

export const offline = (what: string, reason: string) =>
  new LabError(
    "download-offline",
    {
      en: `${what} cannot be fetched: the package server does not answer (${reason}).`,
      ru: `${what} не скачать: сервер пакетов не отвечает (${reason}).`,
    },
    {
      en: "Check the network and the proxy, then start again. Without a network, install Docker or both servers beforehand: sudo apt install postgresql redis-server; brew install postgresql@16 redis.",
      ru: "Проверьте сеть и прокси и запустите ещё раз. Если сети не будет, заранее установите Docker или оба сервера: sudo apt install postgresql redis-server; brew install postgresql@16 redis.",
    },
  );

export const downloadFailed = (what: string, reason: string) =>
  new LabError(
    "download-failed",
    { en: `${what} could not be fetched: ${reason}`, ru: `Не удалось скачать ${what}: ${reason}` },
    and(
      {
        en: "Correct what it complains about, then start again.",
        ru: "Устраните причину и запустите ещё раз.",
      },
      installPostgres,
    ),
  );

export const integrityMismatch = (what: string) =>
  new LabError(
    "download-integrity",
    {
      en: `What was fetched as ${what} is not what the lab knows: its SHA-512 differs. The file was deleted.`,
      ru: `Вместо ${what} пришёл другой файл: его SHA-512 не совпадает с известным. Файл удалён.`,
    },
    {
      en: "Try again on another network; if a mirror is configured in npm, ask whoever runs it.",
      ru: "Попробуйте в другой сети; если в npm настроено зеркало, обратитесь к тем, кто его ведёт.",
    },
  );

export const programsDoNotRun = (what: string, folder: string, reason: string) =>
  new LabError(
    "programs-do-not-run",
    {
      en: `${what} was fetched into ${folder}, but does not run on this machine: ${reason}`,
      ru: `${what} скачан в ${folder}, но на этой машине не запускается: ${reason}`,
    },
    and(installPostgres, installRedis),
  );

export const storageNotWritable = (folder: string, cause: unknown) =>
  new LabError(
    "storage-not-writable",
    {
      en: `The servers cannot be kept in ${folder}: ${fileTrouble(cause).en}.`,
      ru: `Не удаётся сохранить серверы в ${folder}: ${fileTrouble(cause).ru}.`,
    },
    {
      en: "Make the folder writable, or free some space, then start again.",
      ru: "Откройте доступ к папке на запись или освободите место и запустите ещё раз.",
    },
  );

export const redisMissing = () =>
  new LabError(
    "redis-missing",
    { en: "There is no Redis on this machine.", ru: "На этой машине нет Redis." },
    and(installRedis, { en: "Docker brings it along.", ru: "В Docker он уже есть." }),
  );

export const installBroker: Readonly<Record<BrokerName, Localized>> = {
  rabbitmq: {
    en: "Install RabbitMQ. Debian, Ubuntu: sudo apt install rabbitmq-server, then sudo systemctl disable --now rabbitmq-server, because the lab runs a node of its own. macOS: brew install rabbitmq. Windows: Docker Desktop.",
    ru: "Установите RabbitMQ. Debian, Ubuntu: sudo apt install rabbitmq-server, затем sudo systemctl disable --now rabbitmq-server: для занятия запускается отдельный узел. macOS: brew install rabbitmq. Windows: Docker Desktop.",
  },
  kafka: {
    en: "Download Kafka 4 from kafka.apache.org, unpack it, set KAFKA_HOME to the folder that has libs in it, and start the lab (VS Code, too) anew.",
    ru: "Скачайте Kafka 4 с kafka.apache.org, распакуйте, укажите в KAFKA_HOME папку, в которой лежит libs, и запустите занятие (и VS Code) заново.",
  },
};

export const brokerMissing = (broker: BrokerName) => {
  const name = { rabbitmq: "RabbitMQ", kafka: "Kafka" }[broker];
  return new LabError(
    "broker-missing",
    {
      en: `The start asks for ${name}, and there is none on this machine.`,
      ru: `Для запуска нужен брокер ${name}, а на этой машине его нет.`,
    },
    and(installBroker[broker], {
      en: `Docker brings it along; or leave ${broker} out of \`start: { with: … }\`.`,
      ru: `В Docker он уже есть; или уберите ${broker} из \`start: { with: … }\`.`,
    }),
  );
};
