import { actions } from "../actions/index.ts";
import type { Language, Localized } from "../common/language.ts";

const head: Localized = {
  en: `Surge Lab: runs a lab notebook in the terminal, on real servers.

npm run lab -- [file.lab.md] [options]

  --engine auto|compose|embedded   what runs the servers (auto: Docker where it answers, else embedded)
  --engine attach                  servers that exist: SURGE_LAB_POSTGRES_URL and SURGE_LAB_REDIS_URL say where,
                                   for starts with Kafka also SURGE_LAB_KAFKA_URL
  --yes                            with attach: agree beforehand that the lab writes there
  --drop                           with attach: remove what the lab made there, and run nothing
  --app node|fastapi               the app for start cells that name none: on Node, or the class's own in Python
  --lang en|ru                     language of the lab and its results
  --only STEP,…                    only these steps (name the start step too when they need the stack)
  --json FILE                      write all results to FILE
  --report FILE.html               write a report: the notebook with every result, one file, opens anywhere
  --verify FILE.html               run nothing; recompute a report's verdicts and say what does not agree
  --list                           list the steps and run nothing

Exit code: 0 every cell ran or was skipped for want of what it needs, and every expectation held
(--verify: all agrees), 1 one did not,
2 usage, a document error, no readable report or no consent to write, 130 stopped with Ctrl+C.

What a cell can do:`,
  ru: `Surge Lab: выполняет файл занятия в терминале, на настоящих серверах.

npm run lab -- [файл.lab.md] [параметры]

  --engine auto|compose|embedded   кто запускает серверы (auto: Docker, если отвечает, иначе embedded)
  --engine attach                  готовые серверы: где они, говорят SURGE_LAB_POSTGRES_URL и SURGE_LAB_REDIS_URL,
                                   для запусков с Kafka ещё SURGE_LAB_KAFKA_URL
  --yes                            с attach: заранее согласиться, что занятие будет туда писать
  --drop                           с attach: удалить созданное там занятием и ничего не выполнять
  --app node|fastapi               приложение для ячеек start, где оно не указано: на Node или на Python, как на лекции
  --lang en|ru                     язык занятия и результатов
  --only ШАГ,…                     только эти шаги (если им нужен стенд, назовите и шаг запуска)
  --json ФАЙЛ                      записать все результаты в ФАЙЛ
  --report ФАЙЛ.html               сохранить отчёт: занятие со всеми результатами в одном файле
  --verify ФАЙЛ.html               ничего не выполнять: пересчитать вердикты отчёта и показать, что не сходится
  --list                           показать список шагов и ничего не выполнять

Код завершения: 0 — все ячейки выполнены (или пропущены: нет того, что указано в needs) и все ожидания
сбылись (--verify: всё сходится), 1 — нет,
2 — ошибка в параметрах, в файле занятия, нет согласия на запись или отчёт не читается, 130 — остановлено по Ctrl+C.

Что умеют ячейки:`,
};

export function help(language: Language): string {
  const names = actions.map(({ name, about }) => `  ${name.padEnd(10)}${about[language]}`);
  return `${head[language]}\n${names.join("\n")}\n`;
}
