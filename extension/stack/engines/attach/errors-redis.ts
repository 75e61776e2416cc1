import { LabError } from "../../../common/lab-error.ts";
import { is, type Known, refused } from "./refused.ts";

const ofRedis: readonly Known[] = [
  {
    code: "no-cluster",
    sign: (_, message) => message.includes("cluster support disabled"),
    what: { en: "it is not a cluster", ru: "это не кластер" },
    remedy: {
      en: "Write redis:// instead of redis+cluster://.",
      ru: "Напишите redis:// вместо redis+cluster://.",
    },
  },
  {
    code: "wrong-password",
    sign: is("NOAUTH", "WRONGPASS"),
    what: {
      en: "it does not let you in without the right password",
      ru: "без верного пароля он не впускает",
    },
    remedy: {
      en: "Write it into the URL: redis://USER:PASSWORD@HOST:PORT/0 (the user may stay empty).",
      ru: "Укажите его в URL: redis://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ/0 (имя можно опустить).",
    },
  },
  {
    code: "privilege-missing",
    sign: is("NOPERM"),
    what: { en: "its ACL does not allow this", ru: "его ACL этого не разрешает" },
    remedy: {
      en: "Have an administrator run: ACL SETUSER you ~surge:* +@all -@dangerous +info +keys +cluster",
      ru: "Попросите администратора выполнить: ACL SETUSER вы ~surge:* +@all -@dangerous +info +keys +cluster",
    },
  },
  {
    code: "read-only",
    sign: is("READONLY"),
    what: { en: "it is a replica that can only be read", ru: "это реплика, доступная только для чтения" },
    remedy: { en: "Give the URL of the master.", ru: "Укажите URL ведущего сервера." },
  },
  {
    code: "server-full",
    sign: is("OOM", "MISCONF", "CLUSTERDOWN"),
    what: { en: "it takes no writes now", ru: "сейчас он не принимает записи" },
    remedy: {
      en: "Fix what it complains about, then try again.",
      ru: "Устраните указанную причину и повторите.",
    },
  },
];

export const redisRefused = (error: unknown, name: string) => refused("redis", ofRedis, error, name);

export const redisTooOld = (version: string) =>
  new LabError(
    "server-too-old",
    { en: `Redis ${version} is too old for the lab.`, ru: `Redis ${version} для занятия слишком старый.` },
    { en: "Use Redis 6.2 or newer.", ru: "Нужен Redis 6.2 или новее." },
  );

export const redisReadOnly = (name: string) =>
  new LabError(
    "read-only",
    {
      en: `Redis at ${name} is a replica: it can only be read.`,
      ru: `Redis (${name}) — реплика: из него можно только читать.`,
    },
    { en: "Give the URL of the master.", ru: "Укажите URL ведущего сервера." },
  );
