import { LabError } from "../common/lab-error.ts";

export function loadOnlyHere(url: string): LabError {
  return new LabError(
    "load-not-local",
    {
      en: `The load will not go to ${url}: it only ever goes to this machine.`,
      ru: `Нагрузка на ${url} не пойдёт: лаборатория нагружает только этот компьютер.`,
    },
    {
      en: "Use an http address on 127.0.0.1, ::1 or localhost.",
      ru: "Укажите адрес http на 127.0.0.1, ::1 или localhost.",
    },
  );
}

export function loadAmount(): LabError {
  return new LabError(
    "load-amount",
    {
      en: "A load lasts either a number of requests or a number of seconds, and this one has both or neither.",
      ru: "Нагрузку ограничивает либо число запросов, либо время, а здесь задано и то и другое или ничего.",
    },
    { en: "Give one of the two.", ru: "Оставьте что-то одно." },
  );
}

export function loadOutOfRange(name: string, value: number, from: number, to: number): LabError {
  return new LabError(
    "load-out-of-range",
    {
      en: `${name} is ${value}, which is out of range.`,
      ru: `Значение ${name} = ${value} вне допустимых пределов.`,
    },
    { en: `Choose from ${from} to ${to}.`, ru: `Выберите от ${from} до ${to}.` },
  );
}

export function moreConnectionsThanRequests(connections: number, requests: number): LabError {
  return new LabError(
    "load-more-connections-than-requests",
    {
      en: `${connections} connections cannot share ${requests} requests: some would have nothing to send.`,
      ru: `Запросов (${requests}) меньше, чем соединений (${connections}): некоторым нечего будет отправлять.`,
    },
    {
      en: "Use fewer connections or more requests.",
      ru: "Уменьшите число соединений или увеличьте число запросов.",
    },
  );
}

export function serverUnreachable(url: string, cause: NodeJS.ErrnoException): LabError {
  const { host } = new URL(url);
  const code = cause.code ?? cause.message;
  return new LabError(
    "load-server-unreachable",
    {
      en: `Nothing accepts connections at ${host} (${code}), so no hit was sent.`,
      ru: `По адресу ${host} никто не принимает соединения (${code}), поэтому ни один запрос не отправлен.`,
    },
    {
      en: "Start the stack, or start it again if it has died, then repeat the load.",
      ru: "Запустите стенд (если он упал, запустите заново) и повторите нагрузку.",
    },
    { cause },
  );
}

/** `ending` is an exit code or a signal; `said` the last that the process wrote on its error stream. */
export function loadProcessDied(ending: string, said: string): LabError {
  return new LabError(
    "load-process-died",
    {
      en: `The process that sends the load died in the middle of the run (${ending}), so the run has no result.`,
      ru: `Процесс, который создаёт нагрузку, завершился посреди прогона (${ending}), поэтому результата нет.`,
    },
    {
      en: "Hits that were sent may have been stored: reset the lab, then run the cell again.",
      ru: "Часть запросов могла сохраниться: сбросьте занятие и запустите ячейку снова.",
    },
    { cause: said },
  );
}
