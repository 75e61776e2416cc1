import { ended } from "../../../common/ended.ts";
import { fileTrouble } from "../../../common/file-trouble.ts";
import type { en } from "./errors.en.ts";

const withoutDocker = "Занятие работает и без Docker: выберите движок «embedded» (или «auto»).";

const imageRemedy = (image: string) =>
  `Попробуйте «docker pull ${image}» в терминале. Если сети нет, перенесите образ с другой машины через «docker save» и «docker load».`;

const removeVolume = (volume: string) =>
  `Если счётчики в нём не нужны, удалите его: docker volume rm ${volume}. Затем запустите ещё раз.`;

export const ru: typeof en = {
  "docker-not-installed": {
    what: "Docker не установлен.",
    remedy: `Установите Docker Desktop (Windows, macOS) или Docker Engine с плагином Compose (Linux) и запустите ещё раз. ${withoutDocker}`,
  },
  "docker-not-running": ({ reason, setting, isPodman }) => ({
    what: `Docker установлен, но его служба не отвечает.${reason && ` Сообщение: ${ended(reason)}`}`,
    remedy: isPodman
      ? `\`docker\` здесь — это Podman: запустите его службу и укажите её сокет в DOCKER_HOST либо установите Docker. ${withoutDocker}`
      : setting === ""
        ? `Запустите Docker Desktop, а в Linux: sudo systemctl start docker. Затем запустите стенд ещё раз. ${withoutDocker}`
        : `Адрес службы задан переменной ${setting}: уберите её, исправьте или запустите ту службу. Затем запустите стенд ещё раз. ${withoutDocker}`,
  }),
  "docker-elsewhere": ({ host, setting }) => ({
    what: `Служба Docker работает на другой машине (${host}): её серверы отсюда не видны, а ей не видны файлы занятия.`,
    remedy: `${setting === "" ? "Возьмите службу этой машины: docker context use default." : `Уберите переменную ${setting}.`} Затем запустите стенд ещё раз. ${withoutDocker}`,
  }),
  "docker-context": ({ name }) => ({
    what: `Docker должен использовать контекст «${name}», но такого нет.`,
    remedy: `Уберите переменную DOCKER_CONTEXT, если она задана, или выберите другой контекст: docker context use default. Затем запустите стенд ещё раз. ${withoutDocker}`,
  }),
  "docker-off-in-wsl": {
    what: "Docker Desktop не включён для этого дистрибутива WSL.",
    remedy: `Включите его: Docker Desktop, Settings, Resources, WSL integration. Затем запустите стенд ещё раз. ${withoutDocker}`,
  },
  "docker-windows-containers": {
    what: "Docker запускает контейнеры Windows, а занятию нужны контейнеры Linux.",
    remedy: `Выберите «Switch to Linux containers» в меню Docker Desktop. Затем запустите стенд ещё раз. ${withoutDocker}`,
  },
  "docker-no-permission": {
    what: "Docker работает, но у вашего пользователя нет прав на него.",
    remedy: `Добавьте себя в его группу: sudo usermod -aG docker $USER. Затем выйдите из системы и войдите снова. ${withoutDocker}`,
  },
  "compose-too-old": ({ version }) => ({
    what:
      version === ""
        ? "Docker есть, но команды «docker compose» в нём нет."
        : `Версия Docker Compose: ${version}. Нужна 2.20 или новее.`,
    remedy: `Обновите Docker Desktop, а в Linux установите docker-compose-plugin (пакеты Docker), docker-compose-v2 (Ubuntu) или docker-compose (Debian 13). ${withoutDocker}`,
  }),
  "docker-stopped": {
    what: "Служба Docker остановилась, а вместе с ней и серверы.",
    remedy: "Запустите Docker и выполните шаг запуска ещё раз.",
  },
  "image-offline": ({ image, reason }) => ({
    what: `Образа ${image} на этой машине нет, а скачать его не получается из-за сети: ${reason}`,
    remedy: `Проверьте сеть и настройки прокси в Docker. ${imageRemedy(image)} ${withoutDocker}`,
  }),
  "image-rate-limit": ({ image }) => ({
    what: `Образ ${image} не скачать: исчерпан лимит Docker Hub на анонимные загрузки. Часто его выбирает вся группа с одного адреса.`,
    remedy: `Войдите через «docker login» или подождите час. ${imageRemedy(image)} ${withoutDocker}`,
  }),
  "image-unavailable": ({ image, reason }) => ({
    what: `Образ ${image} недоступен: ${reason}`,
    remedy: `Проверьте его имя в lab-stack (compose.yaml или app/Dockerfile). ${imageRemedy(image)}`,
  }),
  "port-taken": ({ port }) => ({
    what: `Порт ${port} уже занят другой программой.`,
    remedy:
      "Уберите переменные SURGE_*_PORT из окружения (или lab-stack/.env), и Docker сам выберет свободные порты. Или завершите ту программу.",
  }),
  "app-build-failed": ({ lines, app }) => ({
    what: `Образ приложения не собрался:${lines}\n`,
    remedy: `Исправьте lab-stack/${app.folder} (Dockerfile, ${app.packages}) и запустите ещё раз. Если дело в сети, проверьте, что ${app.installer} в контейнере видит свой реестр.`,
  }),
  "volume-other-version": ({ volume, reason }) => ({
    what: `В томе ${volume} лежат данные другой версии PostgreSQL: ${reason}`,
    remedy: removeVolume(volume),
  }),
  "volume-other-password": ({ volume }) => ({
    what: `Том ${volume} создан с другими паролями, не с теми, что в .surge-lab/passwords.json.`,
    remedy: removeVolume(volume),
  }),
  "folder-not-writable": ({ folder, cause }) => ({
    what: `Не удаётся сохранить пароли в ${folder}: ${fileTrouble(cause).ru}.`,
    remedy: "Откройте занятие в папке, доступной для записи.",
  }),
  "file-not-readable": ({ file }) => ({
    what: `Файл ${file} открыт не всем, и пользователь в контейнере прочитать его не может.`,
    remedy: `Откройте его для чтения: chmod a+r '${file}'. Затем запустите стенд ещё раз.`,
  }),
  "folder-not-shared": ({ reason }) => ({
    what: `У Docker нет доступа к папке занятия: ${reason}`,
    remedy:
      "Добавьте папку в Docker Desktop: Settings, Resources, File sharing; или откройте занятие в домашней папке.",
  }),
  "log-not-readable": ({ service, lines }) => ({
    what: `Команда «docker compose logs ${service}» завершилась с ошибкой:${lines}\n`,
    remedy: "Проверьте через «docker ps», отвечает ли Docker, и выполните шаг ещё раз.",
  }),
  "folder-not-seen": ({ reason }) => ({
    what: `Служба Docker не видит папку занятия: ${reason}`,
    remedy: `Она видит файлы другой машины или контейнера: так бывает, когда dev-контейнер использует Docker своего хоста. Запустите занятие на той машине. ${withoutDocker}`,
  }),
  "compose-failed": ({ lines }) => ({
    what: `Команда docker compose завершилась с ошибкой:${lines}\n`,
    remedy: "Устраните то, на что она жалуется, и запустите ещё раз.",
  }),
};
