import { LabError } from "../../../common/lab-error.ts";
import type { Localized } from "../../../common/language.ts";
import type { ServiceName } from "../../stack.ts";
import { type Server, serverNames } from "./refused.ts";

export const urlMissing = (server: Server) =>
  new LabError(
    "server-url",
    {
      en: `The engine “attach” does not know where ${serverNames[server]} is.`,
      ru: `Движок «attach» не знает, где находится ${serverNames[server]}.`,
    },
    {
      en: `In VS Code run Surge Lab: Attach to Servers…; in the terminal set SURGE_LAB_${server.toUpperCase()}_URL.`,
      ru: `В VS Code выполните команду Surge Lab: Подключиться к серверам…; в терминале задайте SURGE_LAB_${server.toUpperCase()}_URL.`,
    },
  );

/** The URL itself is not told: there may be a password in it. */
export const urlUnreadable = (server: Server, why: Localized) =>
  new LabError(
    "server-url",
    {
      en: `The URL of ${serverNames[server]} cannot be used: ${why.en}.`,
      ru: `URL для ${serverNames[server]} не подходит: ${why.ru}.`,
    },
    {
      en: "Letters such as @ : / ? in a password are written as %40 %3A %2F %3F.",
      ru: "Знаки @ : / ? в пароле записываются как %40 %3A %2F %3F.",
    },
  );

export const notConfirmed = (hint: Localized) =>
  new LabError(
    "not-confirmed",
    {
      en: "Nothing was written to the servers: nobody has agreed to it.",
      ru: "На серверах ничего не изменено: согласия на это нет.",
    },
    hint,
  );

/** A server that the lab has not started is not killed, frozen or started by it. */
export const theirServer = (service: ServiceName) => {
  const { [service]: server = service }: Partial<Record<ServiceName, string>> = serverNames;
  return notOurs({
    en: `kill, freeze or start ${server} there`,
    ru: `не убивает, не замораживает и не запускает там ${server}`,
  });
};

/** Nor is anything else done to it. */
export const notOurs = (what: Localized) =>
  new LabError(
    "not-our-server",
    {
      en: `The lab is attached to servers that it has not started, so it does not ${what.en}.`,
      ru: `Серверы запускало не занятие, поэтому оно ${what.ru}.`,
    },
    {
      en: "Run this step on the engine `embedded` or `compose`. The app can be killed here, too.",
      ru: "Выполните этот шаг на движке `embedded` или `compose`. Приложение можно убить и здесь.",
    },
  );

export const cannotRunHere = (what: string) =>
  new LabError(
    "not-attached",
    { en: `The engine “attach” cannot run ${what}.`, ru: `Движок «attach» не умеет запускать ${what}.` },
    {
      en: "Start without it, or choose the engine `embedded` or `compose`.",
      ru: "Запустите стенд без этого или выберите движок `embedded` либо `compose`.",
    },
  );

export const labIsBusy = (database: string) =>
  new LabError(
    "database-in-use",
    {
      en: `Another lab is at work in the database ${database}: two would count each other's hits.`,
      ru: `В базе ${database} уже работает другой стенд: вдвоём они считали бы чужие запросы.`,
    },
    {
      en: "Stop the other one, or use a database of your own (CREATE DATABASE …).",
      ru: "Остановите его или возьмите отдельную базу (CREATE DATABASE …).",
    },
  );
