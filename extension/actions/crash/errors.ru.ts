import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  "stepper-ended": ({ strategy, how }) => ({
    what: `Обработчик «${strategy}» завершился сам (${how}).`,
    remedy: "Проверьте, нет ли ошибки в файле стратегии, и повторите шаг.",
  }),
  "stepper-stuck": ({ strategy, seconds }) => ({
    what: `Обработчик «${strategy}» за ${seconds} секунд не дошёл до следующей точки.`,
    remedy:
      "Проверьте, не ждёт ли его `process` того, что никогда не случится, и ячейкой `inspect` — отвечают ли серверы; затем повторите шаг.",
  }),
  "nothing-to-crash": ({ strategy }) => ({
    what: `Обработчик «${strategy}» не прошёл ни одной точки останова: остановиться негде.`,
    remedy: "Поставьте в его `process` вызов `await failpoint(…)`, как в других стратегиях.",
  }),
  "batch-failed": ({ strategy, code, message }) => ({
    what: `Обработчик «${strategy}» завершился сбоем и без аварии (${code}): ${message}.`,
    remedy: "Проверьте, нет ли ошибки в файле стратегии, и повторите шаг.",
  }),
  "failpoint-not-reached": ({ strategy, place }) => ({
    what: `Обработчик «${strategy}» только что проходил ${place}, а теперь до этой точки не доходит.`,
    remedy: "Проверьте, что эту стратегию сейчас не обрабатывает кто-то другой, и повторите шаг.",
  }),
  "hits-refused": ({ strategy, refused, code }) => ({
    what: `Приложение не приняло запросы «${strategy}»: ${refused} (${code}). Пачки, за которой можно наблюдать, нет.`,
    remedy: "Посмотрите ячейкой `inspect`, что говорят серверы, и повторите шаг.",
  }),
  "hits-late": ({ strategy }) => ({
    what: `«${strategy}» подтверждает запросы раньше, чем записывает их: счёт меняется ещё долго после последнего ответа, и рассматривать нечего.`,
    remedy: "Пусть её `hit` дожидается записи (`await`). Затем повторите шаг.",
  }),
  "workers-in-the-way": ({ strategy }) => ({
    what: `Буфер «${strategy}» опустошают обработчики, запущенные другой ячейкой.`,
    remedy: `Сначала остановите их: ячейка с \`worker: { strategy: ${strategy}, count: 0 }\`.`,
  }),
  "buffer-not-empty": ({ strategy, pending }) => ({
    what: `В буфере «${strategy}» остались прежние запросы (${pending}), и перенести их в PostgreSQL не удаётся.`,
    remedy: "Сначала выполните ячейку `reset`, потом эту.",
  }),
  "move-not-possible": ({ move, number }) => ({
    what: `Ход ${number}, \`${move}\`, невозможен: к этому времени обработчик уже закончил пачку.`,
    remedy: "Уберите его. Без `moves` ячейка покажет, какие точки есть.",
  }),
};
