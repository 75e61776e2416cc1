import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  "app-refused": ({ request, status, body }) => ({
    what: `Приложение ответило ${status} на ${request}: ${body}.`,
    remedy: "Посмотрите журнал серверов (Surge Lab: Показать журналы) и повторите шаг.",
  }),
  "strategy-threw": ({ request, thrown }) => ({
    what: `${thrown}: исключение в стратегии при ${request}.`,
    remedy:
      "Исправьте эту строку, затем остановите стенд и запустите его: файл приложение читает при запуске.",
  }),
  "app-answer": ({ request, reason }) => ({
    what: `Ответ приложения на ${request} не такой, какого ждёт занятие: ${reason}.`,
    remedy: "Исправьте то, что там возвращает стратегия, и повторите шаг.",
  }),
  "app-does-not-answer": ({ strategy, reason }) => ({
    what: `Приложение не сообщает, сколько запросов «${strategy}» держит в буфере: ${reason}.`,
    remedy:
      "Если оно просто занято, выполните шаг снова; если не поможет, остановите стенд и запустите его снова.",
  }),
  "inspection-refused": ({ code, message }) => ({
    what: `PostgreSQL не сообщает занятию, что сохранено (${code}): ${message}.`,
    remedy:
      "Если какая-то ячейка изменила таблицы занятия, создайте их заново, как в lab-stack/init.sql, или остановите стенд и запустите снова (с Docker — удалив между этим его том).",
  }),
  "redis-command-refused": ({ command }) => ({
    what: `После команды ${command} ответ Redis никогда не заканчивается.`,
    remedy: "Ячейка не может такое показать. Выполните её в терминале через redis-cli.",
  }),
  "redis-command-too-slow": ({ command, seconds }) => ({
    what: `Redis не ответил на «${command}» за ${seconds} с.`,
    remedy: "Блокирующей команде, например BLPOP, задайте время ожидания: BLPOP queue 1.",
  }),
  "sql-too-slow": ({ seconds }) => ({
    what: `PostgreSQL не завершил запрос за ${seconds} с, и его соединение закрыто.`,
    remedy: "Разбейте работу на более короткие запросы или выполните её в psql.",
  }),
  "answer-too-large": ({ server, megabytes }) => ({
    what: `Ответ ${server} больше ${megabytes} МБ; столько ячейка не читает.`,
    remedy: "Запросите меньше: часть значения или меньше строк.",
  }),
  "redis-quote-open": ({ line }) => ({
    what: `В строке ${line} ячейки не закрыта кавычка.`,
    remedy: 'Закройте её; кавычка внутри пишется как \\".',
  }),
  "beyond-own-keys": ({ command }) => ({
    what: `«${command}» затронет не только ключи занятия, а сервер запустило не оно.`,
    remedy: "Возьмите команду, в которой названы ключи, или redis-cli в терминале.",
  }),
};
