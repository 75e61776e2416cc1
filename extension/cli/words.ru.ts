import { formatNumber, plural } from "../common/language.ts";
import type { en } from "./words.en.ts";

const didYouMean = (meant: string | undefined) => (meant ? ` Возможно, ${meant}?` : "");

const minutes = (ms: number) => {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} с` : `${Math.floor(seconds / 60)} мин ${seconds % 60} с`;
};

export const ru: typeof en = {
  help: `Surge Lab: выполняет файл занятия в терминале, на настоящих серверах.

npm run lab -- [файл.lab.md] [параметры]

  --engine auto|compose|embedded   кто запускает серверы (auto: Docker, если отвечает, иначе embedded)
  --engine attach                  готовые серверы: где они, говорят SURGE_LAB_POSTGRES_URL и SURGE_LAB_REDIS_URL,
                                   для запусков с Kafka ещё SURGE_LAB_KAFKA_URL
  --yes                            с attach: заранее согласиться, что занятие будет туда писать
  --drop                           с attach: удалить созданное там занятием и ничего не выполнять
  --superuser                      заранее согласиться на ячейки SQL, которые начинаются с «-- as: superuser»:
                                   они могут запускать программы и читать файлы с вашими правами
  --app node|fastapi               приложение для ячеек start, где оно не указано: на Node или на Python, как на лекции
  --lang en|ru                     язык занятия и результатов
  --only ШАГ,…                     только эти шаги (если им нужен стенд, назовите и шаг запуска)
  --report ФАЙЛ.html               сохранить отчёт: занятие со всеми результатами в одном файле
  --json ФАЙЛ                      сохранить тот же отчёт со всеми числами для программ, в JSON
  --verify ФАЙЛ                    ничего не выполнять: пересчитать вердикты отчёта и показать, что не сходится
  --grade ПАПКА                    ещё раз проверить здесь, за ограждением, код каждого упражнения из отчётов в ПАПКЕ
                                   и показать баллы
  --csv ФАЙЛ, --html ФАЙЛ          с --grade: записать баллы и страницу о группе
  --anew                           с --grade: проверить и то, что здесь уже оценено
  --unfenced                       с --grade: согласиться, что код студентов выполняется с вашими правами там, где
                                   ограждения нет (для него нужен Linux)
  --rehearse                       выполнить все занятия лаборатории или одно указанное и свести в таблицу: что прошло
                                   как ожидалось, что нет, что установить и сколько времени заняло каждое
  --list                           показать список шагов и ничего не выполнять

Код завершения:
  0    все ячейки выполнены или пропущены (нет того, что указано в needs), все ожидания сбылись; --verify: всё сходится;
       --grade: всё прочитано и оценено
  1    что-то из этого не так
  2    ошибка в параметрах или в файле занятия, отчёт не читается, нет согласия на запись
  130  остановлено по Ctrl+C

Что умеют ячейки:`,

  attach: {
    question: "Продолжить? [y/N] ",
    notAgreed: "Ответьте y или запустите с --yes.",
    cannotAsk:
      "Спросить не получится: это не терминал. Если занятию можно писать на эти серверы, запустите с --yes.",
  },

  usage: {
    oneNotebook: (count, files) => `За один запуск — один файл занятия, а указано ${count}: ${files}.`,
    verifyAlone:
      "--verify проверяет один отчёт и ничего не выполняет, поэтому указывается отдельно (вместе с ним можно указать только --lang).",
    gradeAlone:
      "--grade читает одну папку и не выполняет занятий, поэтому с ним можно указать только --csv, --html, --anew, --unfenced и --lang.",
    gradeFirst: "--csv, --html, --anew и --unfenced указываются вместе с --grade ПАПКА.",
    rehearseWhole:
      "--rehearse выполняет занятия целиком и выводит одну таблицу, поэтому --only, --json, --report и --list с ним не указываются.",
    attachOnly: "--yes и --drop относятся к готовым серверам: они указываются вместе с --engine attach.",
    unknownOption: (option, meant) => `Параметра ${option} нет.${didYouMean(meant)}`,
    valueMissing: (option) => `После ${option} не указано значение.`,
    valueNotTaken: (option) => `Параметр ${option} указывается без значения.`,
    notAChoice: (option, value, choices, meant) =>
      `${option} — это ${choices}, а не «${value}».${didYouMean(meant)}`,
  },
  didYouMean,

  allGood: (count) =>
    `✓ ${plural(count, "ru", "Выполнен", "Выполнено", "Выполнено")} ${formatNumber(count, "ru")} ${plural(count, "ru", "шаг", "шага", "шагов")}, все ожидания сбылись.`,
  notAsExpected: (steps) => `✗ С ошибкой или не так, как ожидалось: ${steps}.`,
  neverRan: (steps) => `После этого не выполнялись: ${steps}.`,
  skipped: (steps) => `Пропущены (нет того, что им нужно): ${steps}.`,
  rehearsal: {
    done: (sign, name, ms) => `${sign} ${name}, ${minutes(ms)}`,
    caption: "Репетиция",
    columns: {
      notebook: "Занятие",
      asExpected: "Шагов как ожидалось",
      failed: "С ошибкой или не так",
      skipped: "Пропущено",
      time: "Время",
    },
    time: minutes,
    whatFailed: "Что пошло не так",
    whatIsMissing: "Что установить для пропущенных шагов",
    neverRan: "шаг не выполнялся: раньше него произошла ошибка",
    refusedStatement: "сервер отклонил команду",
  },
  grading: {
    preparing: (runtime) => `Пробный запуск: работает ли стенд на этой машине (${runtime})…`,
    judgedBefore: (judged, of) =>
      `Уже оценено здесь раньше: ${formatNumber(judged, "ru")} из ${formatNumber(of, "ru")}; --anew проверит и это.`,
    checking: (index, of, exercise, authors) =>
      `${formatNumber(index, "ru")} из ${formatNumber(of, "ru")}: ${exercise}, ${authors}`,
  },
  stopped: "Остановлено. Все серверы завершены.",
  verified: (file, ran, all) =>
    `${file}: всё сходится с результатами: шагов выполнено ${ran} из ${all}, все вердикты рассчитаны заново.`,
};
