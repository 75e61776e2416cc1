import { fileTrouble } from "../../../common/file-trouble.ts";
import { LabError } from "../../../common/lab-error.ts";
import type { Localized } from "../../../common/language.ts";
import type { AppKind } from "../../apps.ts";

const withoutDocker: Localized = {
  en: "The lab also runs without Docker: set the engine to “embedded” (or “auto”).",
  ru: "Занятие работает и без Docker: выберите движок «embedded» (или «auto»).",
};

const and = (one: Localized, other: Localized): Localized => ({
  en: `${one.en} ${other.en}`,
  ru: `${one.ru} ${other.ru}`,
});

export const dockerNotInstalled = () =>
  new LabError(
    "docker-not-installed",
    { en: "Docker is not installed.", ru: "Docker не установлен." },
    and(
      {
        en: "Install Docker Desktop (Windows, macOS) or Docker Engine with the Compose plugin (Linux), then start again.",
        ru: "Установите Docker Desktop (Windows, macOS) или Docker Engine с плагином Compose (Linux) и запустите ещё раз.",
      },
      withoutDocker,
    ),
  );

export const dockerNotRunning = (reason: string) =>
  new LabError(
    "docker-not-running",
    {
      en: `Docker is installed, but its engine does not answer.${reason && ` It says: ${reason}`}`,
      ru: `Docker установлен, но его служба не отвечает.${reason && ` Сообщение: ${reason}`}`,
    },
    and(
      {
        en: "Start Docker Desktop, or on Linux: sudo systemctl start docker. Then start again.",
        ru: "Запустите Docker Desktop, а в Linux: sudo systemctl start docker. Затем запустите стенд ещё раз.",
      },
      withoutDocker,
    ),
  );

export const dockerNoPermission = () =>
  new LabError(
    "docker-no-permission",
    {
      en: "Docker runs, but your user may not use it.",
      ru: "Docker работает, но у вашего пользователя нет прав на него.",
    },
    and(
      {
        en: "Add yourself to its group: sudo usermod -aG docker $USER. Then log out and in again.",
        ru: "Добавьте себя в его группу: sudo usermod -aG docker $USER. Затем выйдите из системы и войдите снова.",
      },
      withoutDocker,
    ),
  );

/** @param version empty when there is no Compose at all */
export const composeTooOld = (version: string) =>
  new LabError(
    "compose-too-old",
    version === ""
      ? {
          en: "Docker is there, but “docker compose” is not.",
          ru: "Docker есть, но команды «docker compose» в нём нет.",
        }
      : {
          en: `Docker Compose is version ${version}. The lab needs 2.20 or newer.`,
          ru: `Версия Docker Compose: ${version}. Нужна 2.20 или новее.`,
        },
    and(
      {
        en: "Update Docker Desktop, or on Linux install docker-compose-plugin (Docker's packages), docker-compose-v2 (Ubuntu) or docker-compose (Debian 13).",
        ru: "Обновите Docker Desktop, а в Linux установите docker-compose-plugin (пакеты Docker), docker-compose-v2 (Ubuntu) или docker-compose (Debian 13).",
      },
      withoutDocker,
    ),
  );

export const engineStopped = () =>
  new LabError(
    "docker-stopped",
    {
      en: "The Docker engine has stopped, and the servers with it.",
      ru: "Служба Docker остановилась, а вместе с ней и серверы.",
    },
    {
      en: "Start Docker again, then run the start step again.",
      ru: "Запустите Docker и выполните шаг запуска ещё раз.",
    },
  );

const imageRemedy = (image: string): Localized => ({
  en: `Try “docker pull ${image}” in a terminal. Without a network, take the image from another machine with “docker save” and “docker load”.`,
  ru: `Попробуйте «docker pull ${image}» в терминале. Если сети нет, перенесите образ с другой машины через «docker save» и «docker load».`,
});

export const imageOffline = (image: string, reason: string) =>
  new LabError(
    "image-offline",
    {
      en: `The image ${image} is not on this machine, and it cannot be fetched without a network: ${reason}`,
      ru: `Образа ${image} на этой машине нет, а скачать его не получается из-за сети: ${reason}`,
    },
    and(
      {
        en: "Check the connection and the proxy of Docker.",
        ru: "Проверьте сеть и настройки прокси в Docker.",
      },
      and(imageRemedy(image), withoutDocker),
    ),
  );

export const imageRateLimit = (image: string) =>
  new LabError(
    "image-rate-limit",
    {
      en: `The image ${image} cannot be fetched: Docker Hub's limit for anonymous pulls is reached, often by a whole class behind one address.`,
      ru: `Образ ${image} не скачать: исчерпан лимит Docker Hub на анонимные загрузки. Часто его выбирает вся группа с одного адреса.`,
    },
    and(
      {
        en: "Log in with “docker login”, or wait an hour.",
        ru: "Войдите через «docker login» или подождите час.",
      },
      and(imageRemedy(image), withoutDocker),
    ),
  );

export const imageUnavailable = (image: string, reason: string) =>
  new LabError(
    "image-unavailable",
    {
      en: `The image ${image} is not available: ${reason}`,
      ru: `Образ ${image} недоступен: ${reason}`,
    },
    {
      en: `Check its name in lab-stack (compose.yaml or app/Dockerfile). ${imageRemedy(image).en}`,
      ru: `Проверьте его имя в lab-stack (compose.yaml или app/Dockerfile). ${imageRemedy(image).ru}`,
    },
  );

export const portTaken = (port: string) =>
  new LabError(
    "port-taken",
    {
      en: `The port ${port} is taken by another program.`,
      ru: `Порт ${port} уже занят другой программой.`,
    },
    {
      en: "Take the variables SURGE_*_PORT out of your environment (or lab-stack/.env), and Docker chooses free ports. Or end that program.",
      ru: "Уберите переменные SURGE_*_PORT из окружения (или lab-stack/.env), и Docker сам выберет свободные порты. Или завершите ту программу.",
    },
  );

const quoted = (lines: readonly string[]) =>
  lines
    .filter((line) => line.trim() !== "")
    .slice(-8)
    .map((line) => `\n  ${line}`)
    .join("");

export const buildFailed = (lines: readonly string[], { folder, packages, installer }: AppKind) =>
  new LabError(
    "app-build-failed",
    {
      en: `The image of the app could not be built:${quoted(lines)}\n`,
      ru: `Образ приложения не собрался:${quoted(lines)}\n`,
    },
    {
      en: `Correct lab-stack/${folder} (Dockerfile, ${packages}) and start again. If it is the network that fails, ${installer} in the container needs a way to its registry.`,
      ru: `Исправьте lab-stack/${folder} (Dockerfile, ${packages}) и запустите ещё раз. Если дело в сети, проверьте, что ${installer} в контейнере видит свой реестр.`,
    },
  );

const removeVolume = (volume: string): Localized => ({
  en: `If its counters are not needed, remove it: docker volume rm ${volume}. Then start again.`,
  ru: `Если счётчики в нём не нужны, удалите его: docker volume rm ${volume}. Затем запустите ещё раз.`,
});

export const volumeOfOtherVersion = (volume: string, reason: string) =>
  new LabError(
    "volume-other-version",
    {
      en: `The volume ${volume} holds the data of another PostgreSQL version: ${reason}`,
      ru: `В томе ${volume} лежат данные другой версии PostgreSQL: ${reason}`,
    },
    removeVolume(volume),
  );

export const volumeOfOtherPassword = (volume: string) =>
  new LabError(
    "volume-other-password",
    {
      en: `The volume ${volume} was made with passwords other than those in .surge-lab/passwords.json.`,
      ru: `Том ${volume} создан с другими паролями, не с теми, что в .surge-lab/passwords.json.`,
    },
    removeVolume(volume),
  );

export const folderNotWritable = (folder: string, cause: unknown) =>
  new LabError(
    "folder-not-writable",
    {
      en: `The lab cannot keep its passwords in ${folder}: ${fileTrouble(cause).en}.`,
      ru: `Не удаётся сохранить пароли в ${folder}: ${fileTrouble(cause).ru}.`,
    },
    {
      en: "Open the lab in a folder that you may write to.",
      ru: "Откройте занятие в папке, доступной для записи.",
    },
  );

export const folderNotShared = (reason: string) =>
  new LabError(
    "folder-not-shared",
    {
      en: `Docker may not read the lab's folder: ${reason}`,
      ru: `У Docker нет доступа к папке занятия: ${reason}`,
    },
    {
      en: "Add the folder in Docker Desktop, Settings, Resources, File sharing; or open the lab in your home folder.",
      ru: "Добавьте папку в Docker Desktop: Settings, Resources, File sharing; или откройте занятие в домашней папке.",
    },
  );

export const composeFailed = (lines: readonly string[]) =>
  new LabError(
    "compose-failed",
    {
      en: `docker compose failed:${quoted(lines)}\n`,
      ru: `Команда docker compose завершилась с ошибкой:${quoted(lines)}\n`,
    },
    {
      en: "Correct what it complains about, then start again.",
      ru: "Устраните то, на что она жалуется, и запустите ещё раз.",
    },
  );
