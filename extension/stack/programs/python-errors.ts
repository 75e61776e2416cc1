import { LabError } from "../../common/lab-error.ts";
import type { Localized } from "../../common/language.ts";

const otherwise: Localized = {
  en: "Or take the app on Node: `start: { app: node }`. With Docker no Python is needed on this machine.",
  ru: "Или возьмите приложение на Node: `start: { app: node }`. С Docker Python на этой машине не нужен.",
};

const or = (remedy: Localized): Localized => ({
  en: `${remedy.en} ${otherwise.en}`,
  ru: `${remedy.ru} ${otherwise.ru}`,
});

const installPython = or({
  en: "Install Python 3.11 or newer. Linux: sudo apt install python3 python3-venv. macOS: brew install python. Windows: winget install Python.Python.3.13.",
  ru: "Установите Python 3.11 или новее. Linux: sudo apt install python3 python3-venv. macOS: brew install python. Windows: winget install Python.Python.3.13.",
});

export const pythonMissing = () =>
  new LabError(
    "python-missing",
    {
      en: "The app in Python cannot start: there is no Python on this machine.",
      ru: "Приложение на Python не запустить: на этой машине нет Python.",
    },
    installPython,
  );

export const pythonTooOld = (version: string, program: string) =>
  new LabError(
    "python-too-old",
    {
      en: `The app in Python needs Python 3.11 or newer; this machine has ${version} (${program}).`,
      ru: `Приложению на Python нужен Python 3.11 или новее, а на этой машине ${version} (${program}).`,
    },
    installPython,
  );

export const pythonWithoutVenv = (version: string, program: string) =>
  new LabError(
    "python-without-venv",
    {
      en: `Python ${version} (${program}) cannot make virtual environments: its module venv or ensurepip is missing.`,
      ru: `Python ${version} (${program}) не умеет создавать виртуальные окружения: нет модуля venv или ensurepip.`,
    },
    or({
      en: "Debian and Ubuntu have them in a package of their own: sudo apt install python3-venv.",
      ru: "В Debian и Ubuntu они в отдельном пакете: sudo apt install python3-venv.",
    }),
  );

export const pythonPackagesRefused = () =>
  new LabError(
    "python-packages-refused",
    {
      en: "The app in Python needs its packages, and the download was refused.",
      ru: "Приложению на Python нужны его пакеты, а от загрузки вы отказались.",
    },
    or({ en: "Allow it at the next start.", ru: "Разрешите её при следующем запуске." }),
  );

export const pythonPackagesOffline = (reason: string) =>
  new LabError(
    "python-packages-offline",
    {
      en: `The packages of the app in Python cannot be fetched: their server does not answer (${reason}).`,
      ru: `Пакеты приложения на Python не скачать: их сервер не отвечает (${reason}).`,
    },
    or({
      en: "Check the network, the proxy and the configuration of pip (pip config list), then start again.",
      ru: "Проверьте сеть, прокси и настройки pip (pip config list) и запустите ещё раз.",
    }),
  );

export const pythonPackagesFailed = (reason: string) =>
  new LabError(
    "python-packages-failed",
    {
      en: `The packages of the app in Python could not be installed: ${reason}`,
      ru: `Не удалось установить пакеты приложения на Python: ${reason}`,
    },
    or({
      en: "Correct what it complains about, then start again; for Python 3.11 to 3.13 ready-made packages are sure to exist.",
      ru: "Устраните причину и запустите ещё раз; для Python от 3.11 до 3.13 готовые пакеты точно есть.",
    }),
  );
