import { defineErrors } from "../common/lab-error.ts";

interface At {
  /** Host and port. */
  readonly host: string;
  readonly code: string;
}

const en = {
  "load-not-local": ({ url }: { url: string }) => ({
    what: `${url} is not on this computer, and the lab puts load on this computer only.`,
    remedy: "Use an http address on 127.0.0.1, ::1 or localhost.",
  }),
  "load-server-unreachable": ({ host, code }: At) => ({
    what: `Nothing accepts connections at ${host} (${code}), so no hit was sent.`,
    remedy: "Start the stack, or restart it if it has died, then run the load again.",
  }),
  /** `ending` is an exit code or a signal. */
  "load-process-died": ({ ending }: { ending: string }) => ({
    what: `The process that generates the load died during the run (${ending}), so there is no result.`,
    remedy: "Some of the hits may have been stored: reset the lab, then run the cell again.",
  }),
  "load-process-hangs": {
    what: "The process that generates the load has not answered for 8 s, so the lab has ended it, and there is no result.",
    remedy: "Some of the hits may have been stored: reset the lab, then run the cell again.",
  },
};

const ru: typeof en = {
  "load-not-local": ({ url }) => ({
    what: `Адрес ${url} не на этом компьютере, а лаборатория нагружает только его.`,
    remedy: "Укажите адрес http на 127.0.0.1, ::1 или localhost.",
  }),
  "load-server-unreachable": ({ host, code }) => ({
    what: `По адресу ${host} никто не принимает соединения (${code}), поэтому ни один запрос не отправлен.`,
    remedy: "Запустите стенд (если он упал, перезапустите) и повторите нагрузку.",
  }),
  "load-process-died": ({ ending }) => ({
    what: `Процесс, который создаёт нагрузку, аварийно завершился (${ending}), поэтому результата нет.`,
    remedy: "Часть запросов могла сохраниться: сбросьте занятие и запустите ячейку снова.",
  }),
  "load-process-hangs": {
    what: "Процесс, который создаёт нагрузку, не отвечал 8 с, поэтому лаборатория его завершила и результата нет.",
    remedy: "Часть запросов могла сохраниться: сбросьте занятие и запустите ячейку снова.",
  },
};

export const loadError = defineErrors({ en, ru });
