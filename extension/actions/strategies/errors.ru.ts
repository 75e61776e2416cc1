import { fileTrouble } from "../../common/file-trouble.ts";
import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  "unknown-strategy": ({ name, known, nearest }) => ({
    what: `У приложения нет стратегии «${name}».`,
    remedy: `${nearest ? `Возможно, имелась в виду «${nearest}»? ` : ""}Есть такие: ${known.join(", ")}.`,
  }),
  "nothing-to-process": ({ strategy }) => ({
    what: `Стратегии «${strategy}» обрабатывать нечего: она пишет в PostgreSQL сама.`,
    remedy: "Обрабатывать имеет смысл стратегии, чей буфер этого ждёт, например «buffered» или «batched».",
  }),
  "trace-by-name": ({ strategy }) => ({
    what: `Стратегия «${strategy}» хранит идентификатор каждого запроса, и учёт и так знает поимённо, какие потеряны.`,
    remedy: "Уберите `trace` или возьмите стратегию со счётчиком, например «pooled» или «buffered».",
  }),
  "strategy-does-not-load": ({ place, message }) => ({
    what: `Эта стратегия не может работать. ${place}: ${message}.`,
    remedy: "Исправьте и сохраните файл: приложение сразу его подхватит. Остальные стратегии работают.",
  }),
  "app-runs-other-text": ({ file }) => ({
    what: `Приложение исполняет не тот ${file}, который сохранён.`,
    remedy: "Запустите ячейку ещё раз; если не поможет, остановите стенд и запустите его снова.",
  }),
  "text-changed-meanwhile": ({ file }) => ({
    what: `Пока ячейка выполнялась, файл ${file} сохранили: запросы попали в два разных текста, и вывод не верен ни для одного.`,
    remedy: "Запустите ячейку ещё раз.",
  }),
  "app-busy": ({ where }) => ({
    what: `Приложение не отвечает 5 с: его единственный поток занят в ${where}. Оно перезапущено.`,
    remedy: "Исправьте то, что там не заканчивается, сохраните файл и запустите ячейку ещё раз.",
  }),
  "strategy-unreadable": ({ file, cause }) => ({
    what: `Не удалось прочитать ${file}: ${fileTrouble(cause).ru}.`,
    remedy: "Верните файл на место или откройте занятие заново командой Surge Lab: Открыть занятие.",
  }),
};
