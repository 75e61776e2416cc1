import { fileTrouble } from "../../common/file-trouble.ts";
import type { BrokerName } from "../stack.ts";
import type { en } from "./errors.en.ts";

const installPostgres =
  "Установите Docker или PostgreSQL 14 или новее. Linux: sudo apt install postgresql redis-server (dnf install postgresql-server redis). macOS: brew install postgresql@16 redis. Windows: winget install PostgreSQL.PostgreSQL.16.";

const installNode =
  "Или установите Node.js: его npm скачает PostgreSQL для занятия. Linux: sudo apt install npm. macOS: brew install node. Windows: winget install OpenJS.NodeJS.LTS.";

const installRedis =
  "Установите Redis. Linux: sudo apt install redis-server (Fedora: sudo dnf install valkey). macOS: brew install redis. Windows: установите Docker Desktop, или откройте занятие в WSL, или установите Memurai и добавьте его redis-server в PATH.";

const installPgbouncer =
  "Установите PgBouncer. Debian, Ubuntu: sudo apt install pgbouncer, затем sudo systemctl disable --now pgbouncer: для занятия запускается отдельный. macOS: brew install pgbouncer. Windows: Docker Desktop.";

const installBroker: Readonly<Record<BrokerName, string>> = {
  rabbitmq:
    "Установите RabbitMQ. Debian, Ubuntu: sudo apt install rabbitmq-server, затем sudo systemctl disable --now rabbitmq-server: для занятия запускается отдельный узел. macOS: brew install rabbitmq. Windows: Docker Desktop.",
  kafka:
    "Скачайте Kafka 4 с kafka.apache.org, распакуйте, укажите в KAFKA_HOME папку, в которой лежит libs, и запустите занятие (и VS Code) заново.",
};

const installJava =
  "Установите Java 17 или новее и запустите занятие заново. Linux: sudo apt install default-jre-headless. macOS: brew install openjdk. Windows: winget install EclipseAdoptium.Temurin.21.JRE. Или задайте JAVA_HOME.";

const otherApp =
  "Или возьмите приложение на Node: `start: { app: node }`. С Docker Python на этой машине не нужен.";

const installPython = `Установите Python 3.11 или новее. Linux: sudo apt install python3 python3-venv. macOS: brew install python. Windows: winget install Python.Python.3.13. ${otherApp}`;

export const ru: typeof en = {
  "download-refused": ({ missing }) => ({
    what: `На этой машине нет ${missing}, а от загрузки вы отказались.`,
    remedy:
      "Разрешите её при следующем запуске либо установите Docker или оба сервера: sudo apt install postgresql redis-server; brew install postgresql@16 redis; в Windows Docker Desktop.",
  }),
  "npm-missing": {
    what: "На этой машине нет ни PostgreSQL, ни npm, чтобы его скачать.",
    remedy: `${installPostgres} ${installNode}`,
  },
  "platform-unsupported": ({ machine }) => ({
    what: `Готовой сборки PostgreSQL для этой машины (${machine}) нет.`,
    remedy: installPostgres,
  }),
  "download-offline": ({ file, reason }) => ({
    what: `${file} не скачать: сервер пакетов не отвечает (${reason}).`,
    remedy:
      "Проверьте сеть и прокси и запустите ещё раз. Если сети не будет, заранее установите Docker или оба сервера: sudo apt install postgresql redis-server; brew install postgresql@16 redis.",
  }),
  "download-failed": ({ file, reason }) => ({
    what: `Не удалось скачать ${file}: ${reason}`,
    remedy: `Устраните причину и запустите ещё раз. ${file === "pgbouncer" ? installPgbouncer : installPostgres}`,
  }),
  "download-integrity": ({ file }) => ({
    what: `Вместо ${file} пришёл другой файл: его SHA-512 не совпадает с известным. Файл удалён.`,
    remedy: "Попробуйте в другой сети; если в npm настроено зеркало, обратитесь к тем, кто его ведёт.",
  }),
  "programs-do-not-run": ({ name, folder, reason }) => ({
    what: `${name} скачан в ${folder}, но на этой машине не запускается: ${reason}`,
    remedy: name === "PgBouncer" ? installPgbouncer : `${installPostgres} ${installRedis}`,
  }),
  "storage-not-writable": ({ folder, cause }) => ({
    what: `Не удаётся сохранить серверы в ${folder}: ${fileTrouble(cause).ru}.`,
    remedy: "Откройте доступ к папке на запись или освободите место и запустите ещё раз.",
  }),
  "redis-missing": {
    what: "На этой машине нет Redis.",
    remedy: `${installRedis} В Docker он уже есть.`,
  },
  "pgbouncer-missing": ({ refused }) => ({
    what: refused
      ? "Для запуска нужен PgBouncer. На этой машине его нет, а от загрузки вы отказались."
      : "Для запуска нужен PgBouncer, а на этой машине его нет.",
    remedy: `${refused ? "Разрешите её при следующем запуске. " : ""}${installPgbouncer} В Docker он уже есть; или уберите pgbouncer из \`start: { with: … }\`.`,
  }),
  "broker-missing": ({ broker, home }) =>
    home === undefined
      ? {
          what: `Для запуска нужен брокер ${{ rabbitmq: "RabbitMQ", kafka: "Kafka" }[broker]}, а на этой машине его нет.`,
          remedy: `${installBroker[broker]} В Docker он уже есть; или уберите ${broker} из \`start: { with: … }\`.`,
        }
      : {
          what: `В KAFKA_HOME (${home}) нет Kafka: в папке libs нет файла kafka_….jar.`,
          remedy: installBroker[broker],
        },
  "broker-too-old": ({ home, version }) => ({
    what: `В KAFKA_HOME (${home}) лежит Kafka ${version}, а для занятия нужна Kafka 4.`,
    remedy: installBroker.kafka,
  }),
  "java-missing": {
    what: "Для Kafka нужна Java, а её на этой машине нет.",
    remedy: installJava,
  },
  "java-too-old": ({ java, version }) => ({
    what: `Для Kafka нужна Java 17 или новее, а ${java} — это ${version}.`,
    remedy: installJava,
  }),
  "python-missing": {
    what: "Приложение на Python не запустить: на этой машине нет Python.",
    remedy: installPython,
  },
  "python-too-old": ({ version, executable }) => ({
    what: `Приложению на Python нужен Python 3.11 или новее, а на этой машине ${version} (${executable}).`,
    remedy: installPython,
  }),
  "python-without-venv": ({ version, executable }) => ({
    what: `Python ${version} (${executable}) не умеет создавать виртуальные окружения: нет модуля venv или ensurepip.`,
    remedy: `В Debian и Ubuntu они в отдельном пакете: sudo apt install python3-venv. ${otherApp}`,
  }),
  "python-packages-refused": {
    what: "Приложению на Python нужны его пакеты, а от загрузки вы отказались.",
    remedy: `Разрешите её при следующем запуске. ${otherApp}`,
  },
  "python-packages-offline": ({ reason }) => ({
    what: `Пакеты приложения на Python не скачать: их сервер не отвечает (${reason}).`,
    remedy: `Проверьте сеть, прокси и настройки pip (pip config list) и запустите ещё раз. ${otherApp}`,
  }),
  "python-packages-failed": ({ reason }) => ({
    what: `Не удалось установить пакеты приложения на Python: ${reason}`,
    remedy: `Устраните причину и запустите ещё раз; для Python от 3.11 до 3.13 готовые пакеты точно есть. ${otherApp}`,
  }),
};
