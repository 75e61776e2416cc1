import type { Localized } from "../common/language.ts";

/** Why a hit was refused or stayed without an answer, in a sentence a student can act on. */
export interface FailureCode {
  /** The name PostgreSQL or the system gives the code. */
  readonly name?: string;
  readonly about: Localized;
  /** True where the client cannot know whether the hit was counted: an unknown outcome, not a refusal. */
  readonly inDoubt?: boolean;
}

export const failureCodes: Readonly<Record<string, FailureCode>> = {
  "53300": {
    name: "too_many_connections",
    about: {
      en: "PostgreSQL had no free connection: every slot that is not reserved for superusers was taken.",
      ru: "У PostgreSQL не осталось свободных соединений: все места, кроме резерва суперпользователя, были заняты.",
    },
  },
  "53200": {
    name: "out_of_memory",
    about: {
      en: "PostgreSQL ran out of memory.",
      ru: "У PostgreSQL кончилась память.",
    },
  },
  "53100": {
    name: "disk_full",
    about: {
      en: "The disk under PostgreSQL is full; nothing can be stored.",
      ru: "Диск PostgreSQL заполнен: сохранять некуда.",
    },
  },
  "57014": {
    name: "query_canceled",
    about: {
      en: "The query took too long, or was stopped by hand, and PostgreSQL cancelled it.",
      ru: "Запрос к базе длился слишком долго или был остановлен вручную, и PostgreSQL его отменил.",
    },
  },
  "57P01": {
    inDoubt: true,
    name: "admin_shutdown",
    about: {
      en: "PostgreSQL was being stopped and closed its connections.",
      ru: "PostgreSQL останавливали, и он закрыл соединения.",
    },
  },
  "57P02": {
    inDoubt: true,
    name: "crash_shutdown",
    about: {
      en: "A PostgreSQL process crashed, so the server closed every connection to be safe.",
      ru: "Один из процессов PostgreSQL упал, и сервер для надёжности закрыл все соединения.",
    },
  },
  "57P03": {
    name: "cannot_connect_now",
    about: {
      en: "PostgreSQL was starting or stopping and took no connections.",
      ru: "PostgreSQL ещё запускался или уже останавливался и соединений не принимал.",
    },
  },
  "08006": {
    inDoubt: true,
    name: "connection_failure",
    about: {
      en: "The connection to PostgreSQL broke while it was in use.",
      ru: "Соединение с PostgreSQL оборвалось во время работы.",
    },
  },
  "08001": {
    name: "sqlclient_unable_to_establish_sqlconnection",
    about: {
      en: "The app could not open a connection to PostgreSQL.",
      ru: "Приложение не смогло открыть соединение с PostgreSQL.",
    },
  },
  "40001": {
    name: "serialization_failure",
    about: {
      en: "Two transactions touched the same row, and PostgreSQL rolled one of them back; it may simply be tried again.",
      ru: "Две транзакции задели одну строку, и PostgreSQL откатил одну из них; её можно просто повторить.",
    },
  },
  "40P01": {
    name: "deadlock_detected",
    about: {
      en: "Transactions waited for each other in a circle, and PostgreSQL ended one of them.",
      ru: "Транзакции ждали друг друга по кругу, и PostgreSQL завершил одну из них.",
    },
  },
  "55P03": {
    name: "lock_not_available",
    about: {
      en: "The row was locked by another transaction for longer than the app was ready to wait.",
      ru: "Строка была заблокирована другой транзакцией дольше, чем приложение готово ждать.",
    },
  },
  "42P01": {
    name: "undefined_table",
    about: {
      en: "The table does not exist; stop the stack and start it again to create it.",
      ru: "Такой таблицы нет; остановите стенд и запустите снова, чтобы она появилась.",
    },
  },
  "pool-timeout": {
    about: {
      en: "The app's own pool had no free connection within its waiting time; PostgreSQL was not even asked.",
      ru: "В пуле приложения за время ожидания не освободилось ни одного соединения; до PostgreSQL дело не дошло.",
    },
  },
  "redis-unavailable": {
    about: {
      en: "Redis did not answer the app, so the app could not accept the hit.",
      ru: "Redis не ответил приложению, и принять запрос оно не смогло.",
    },
  },
  "connect-timeout": {
    about: {
      en: "The app waited too long for a new connection to PostgreSQL and gave up.",
      ru: "Приложение слишком долго ждало нового соединения с PostgreSQL и перестало ждать.",
    },
  },
  "query-timeout": {
    inDoubt: true,
    about: {
      en: "PostgreSQL did not answer the app in time; the change may have happened or may happen yet.",
      ru: "PostgreSQL не ответил приложению вовремя; изменение могло произойти или ещё произойдёт.",
    },
  },
  "connection-lost": {
    inDoubt: true,
    about: {
      en: "The app's connection to PostgreSQL broke in the middle; whether it had stored the hit cannot be known.",
      ru: "Соединение приложения с PostgreSQL оборвалось на полпути; успело ли оно сохранить запрос, узнать нельзя.",
    },
  },
  "redis-timeout": {
    inDoubt: true,
    about: {
      en: "Redis did not answer the app in time; it may have counted the hit.",
      ru: "Redis не ответил приложению вовремя; учесть запрос он мог и успеть.",
    },
  },
  "redis-reply-lost": {
    inDoubt: true,
    about: {
      en: "Redis was asked, but its reply was lost with the connection; it may have counted the hit.",
      ru: "Redis получил команду, но его ответ пропал вместе с соединением; учесть запрос он мог и успеть.",
    },
  },
  "rabbitmq-unavailable": {
    about: {
      en: "The app had no connection to RabbitMQ, so it could not accept the hit.",
      ru: "У приложения не было соединения с RabbitMQ, и принять запрос оно не смогло.",
    },
  },
  "rabbitmq-timeout": {
    inDoubt: true,
    about: {
      en: "RabbitMQ did not confirm the message in time; it may have it, or get it yet.",
      ru: "RabbitMQ не подтвердил сообщение вовремя; возможно, оно у него есть или ещё дойдёт.",
    },
  },
  "rabbitmq-connection-lost": {
    inDoubt: true,
    about: {
      en: "The connection to RabbitMQ broke before it had answered; it may have the message.",
      ru: "Соединение с RabbitMQ оборвалось раньше, чем пришёл ответ; возможно, сообщение у него есть.",
    },
  },
  "rabbitmq-nack": {
    inDoubt: true,
    about: {
      en: "RabbitMQ answered that it could not take charge of the message; it may have it all the same.",
      ru: "RabbitMQ ответил, что не берётся отвечать за сообщение; возможно, оно у него всё же есть.",
    },
  },
  "rabbitmq-no-queue": {
    about: {
      en: "RabbitMQ has no queue for the hit any more: somebody has deleted it. Start the stack again.",
      ru: "У RabbitMQ больше нет очереди для запросов: её кто-то удалил. Запустите стенд заново.",
    },
  },
  "not-in-stack": {
    about: {
      en: "The strategy needs a broker that this stack does not have; start it with `start: { with: […] }`.",
      ru: "Стратегии нужен брокер, которого в этом стенде нет; запустите стенд с `start: { with: […] }`.",
    },
  },
  "kafka-connection-lost": {
    about: {
      en: "The connection to Kafka broke while it was writing; whether it stored the hit cannot be known.",
      ru: "Соединение с Kafka оборвалось во время записи: записала ли она запрос, узнать нельзя.",
    },
    inDoubt: true,
  },
  "kafka-timeout": {
    about: {
      en: "Kafka did not answer in time; whether it stored the hit cannot be known.",
      ru: "Kafka не ответила вовремя: записала ли она запрос, узнать нельзя.",
    },
    inDoubt: true,
  },
  NOT_ENOUGH_REPLICAS: {
    about: {
      en: "Kafka wrote nothing: fewer replicas were in sync than the topic asks for.",
      ru: "Kafka ничего не записала: синхронных реплик меньше, чем требует топик.",
    },
  },
  stopping: {
    about: {
      en: "The app was being stopped and took no more hits.",
      ru: "Приложение останавливали, и новых запросов оно не принимало.",
    },
  },
  "not-found": {
    about: {
      en: "The app knows no such address: is the strategy's name right, and its file in place?",
      ru: "Приложение не знает такого адреса: верно ли имя стратегии и на месте ли её файл?",
    },
  },
  "unknown-strategy": {
    about: {
      en: "The app has no strategy of this name; it reads its files when the stack starts.",
      ru: "Стратегии с таким именем у приложения нет; её файлы оно читает при запуске стенда.",
    },
  },
  "no-row": {
    about: {
      en: "The table has no row for this strategy; the app adds it when it starts, so stop the stack and start it again.",
      ru: "В таблице нет строки этой стратегии; её добавляет приложение при запуске, поэтому остановите стенд и запустите снова.",
    },
  },
  other: {
    about: {
      en: "Further codes, too many to count each.",
      ru: "Прочие коды; их слишком много, чтобы считать каждый.",
    },
  },
  bug: {
    inDoubt: true,
    about: {
      en: "The strategy threw an error that the app does not know; a cell with `inspect:` shows its text.",
      ru: "Стратегия упала с ошибкой, которой приложение не знает; её текст покажет ячейка с `inspect:`.",
    },
  },
  OOM: {
    about: {
      en: "Redis has used all the memory it may have and refuses to write.",
      ru: "Redis занял всю отведённую память и писать отказывается.",
    },
  },
  READONLY: {
    about: {
      en: "This Redis is a replica and takes no writes.",
      ru: "Этот Redis работает репликой и записи не принимает.",
    },
  },
  LOADING: {
    about: {
      en: "Redis was starting and still reading its data.",
      ru: "Redis ещё запускался и читал свои данные.",
    },
  },
  MISCONF: {
    about: {
      en: "Redis could not save to its disk and therefore refuses to write.",
      ru: "Redis не смог сохранить данные на диск и поэтому писать отказывается.",
    },
  },
  ECONNREFUSED: {
    about: {
      en: "Nothing listens on that port: the server is not running, or not yet.",
      ru: "На этом порту никто не слушает: сервер не запущен или ещё не готов.",
    },
  },
  ECONNRESET: {
    inDoubt: true,
    about: {
      en: "The connection was cut in the middle; whether the work had been done by then cannot be known.",
      ru: "Соединение оборвали на полпути; успел ли сервер сделать дело, узнать нельзя.",
    },
  },
  EPIPE: {
    inDoubt: true,
    about: {
      en: "The other side had closed the connection while the hit was being sent.",
      ru: "Другая сторона закрыла соединение, пока запрос ещё отправлялся.",
    },
  },
  ETIMEDOUT: {
    inDoubt: true,
    about: {
      en: "The network gave no answer in time.",
      ru: "Сеть не ответила вовремя.",
    },
  },
  EADDRNOTAVAIL: {
    about: {
      en: "This machine has no free local port left for another connection; wait a minute or use fewer connections.",
      ru: "На машине кончились свободные порты для новых соединений; подождите минуту или уменьшите их число.",
    },
  },
  EMFILE: {
    about: {
      en: "Too many open files and sockets for one process: the system's own limit (`ulimit -n`).",
      ru: "Слишком много открытых файлов и сокетов на один процесс: предел самой системы (`ulimit -n`).",
    },
  },
  "not-sent": {
    about: {
      en: "No connection became free for the hit within the time limit, so it was never sent: the app is too slow for this rate.",
      ru: "За отведённое время для запроса не освободилось соединение, и он так и не был отправлен: для такого темпа приложение слишком медленное.",
    },
  },
  timeout: {
    inDoubt: true,
    about: {
      en: "No answer within the time limit; the hit may have been counted or may be counted yet.",
      ru: "Ответа не было за отведённое время; запрос мог быть учтён, а мог и не быть.",
    },
  },
  "no-answer": {
    inDoubt: true,
    about: {
      en: "The connection closed without an answer; the client cannot know whether the hit was counted.",
      ru: "Соединение закрылось без ответа; клиенту неоткуда знать, учтён ли запрос.",
    },
  },
  cancelled: {
    inDoubt: true,
    about: {
      en: "The run ended before the answer came; the hit may have been counted.",
      ru: "Прогон закончился раньше, чем пришёл ответ; запрос мог быть учтён.",
    },
  },
  "http-404": {
    about: {
      en: "The app knows no such address: is the strategy's name right, and its file in place?",
      ru: "Приложение не знает такого адреса: верно ли имя стратегии и на месте ли её файл?",
    },
  },
  "http-405": {
    about: {
      en: "The address is right but the method is not: a hit is a POST.",
      ru: "Адрес верный, а метод нет: запрос должен быть POST.",
    },
  },
  "http-429": {
    about: {
      en: "The app asked to slow down: more hits came than it wants to take.",
      ru: "Приложение попросило не спешить: запросов пришло больше, чем оно готово принять.",
    },
  },
  "http-500": {
    about: {
      en: "The strategy threw an error that nobody caught; the log of the app has its text.",
      ru: "Стратегия упала с ошибкой, которую никто не поймал; её текст есть в журнале приложения.",
    },
  },
  "http-503": {
    about: {
      en: "The app said that it cannot serve the hit now, and gave no code for the cause.",
      ru: "Приложение ответило, что сейчас обслужить запрос не может, а кода причины не назвало.",
    },
  },
};
