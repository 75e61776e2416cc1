/** Why a hit was refused or got no answer, in sentences that a student can act on. */
export const en = {
  codes: {
    "53300": "PostgreSQL had no free connection: every slot that is not reserved for superusers was taken.",
    "53200": "PostgreSQL ran out of memory.",
    "53100": "The disk that PostgreSQL writes to is full, so nothing can be stored.",
    "57014": "The query ran too long or was stopped by hand, and PostgreSQL cancelled it.",
    "57P01": "PostgreSQL was shutting down and closed its connections.",
    "57P02": "A PostgreSQL process crashed, and the server closed every connection to be safe.",
    "57P03": "PostgreSQL was starting up or shutting down and accepted no connections.",
    "08006": "The connection to PostgreSQL broke while it was in use.",
    "08001": "The app could not open a connection to PostgreSQL.",
    "40001":
      "Two transactions touched the same row, and PostgreSQL rolled one of them back; it can simply be retried.",
    "40P01": "Transactions were waiting for each other in a circle, and PostgreSQL ended one of them.",
    "55P03": "The row was locked by another transaction for longer than the app was willing to wait.",
    "42P01": "The table does not exist; stop the stack and start it again to create it.",
    "pool-timeout": "No connection in the app's own pool became free in time; PostgreSQL was not even asked.",
    "redis-unavailable": "Redis did not answer the app, so the app could not accept the hit.",
    "connect-timeout": "The app waited too long for a new connection to PostgreSQL and gave up.",
    "query-timeout":
      "PostgreSQL did not answer the app in time; the change may have happened or may still happen.",
    "connection-lost":
      "The app's connection to PostgreSQL broke in the middle of the work; whether the hit was stored cannot be known.",
    "redis-timeout": "Redis did not answer the app in time; it may have counted the hit.",
    "redis-reply-lost":
      "Redis was asked, but its reply was lost with the connection; it may have counted the hit.",
    "rabbitmq-unavailable": "The app had no connection to RabbitMQ, so it could not accept the hit.",
    "rabbitmq-timeout":
      "RabbitMQ did not confirm the message in time; it may have the message or may still receive it.",
    "rabbitmq-connection-lost":
      "The connection to RabbitMQ broke before it confirmed the message; it may have the message.",
    "rabbitmq-nack":
      "RabbitMQ answered that it could not take responsibility for the message; it may have it all the same.",
    "rabbitmq-no-queue":
      "RabbitMQ no longer has a queue for the hits: it was deleted. Start the stack again.",
    "not-in-stack":
      "The strategy needs a broker that this stack does not have; start it with `start: { with: […] }`.",
    "kafka-connection-lost":
      "The connection to Kafka broke during the write; whether the hit was stored cannot be known.",
    "kafka-timeout": "Kafka did not answer in time; whether the hit was stored cannot be known.",
    NOT_ENOUGH_REPLICAS: "Kafka wrote nothing: fewer replicas were in sync than the topic requires.",
    "status-only":
      "The generator, autocannon, saw a status other than 2xx and nothing else of the answer: whether the hit was stored cannot be known.",
    stopping: "The app was shutting down and accepted no more hits.",
    "not-found": "The app has no such address: is the name of the strategy right, and is its file in place?",
    "does-not-load":
      "The strategy’s file has a mistake, so the app refuses its hits: its text cannot be loaded.",
    "unknown-strategy":
      "The app has no strategy of this name; it reads the strategy files when the stack starts.",
    "no-row":
      "The table has no row for this strategy; the app adds it at startup, so stop the stack and start it again.",
    other: "Further codes, too many to list one by one.",
    bug: "The strategy threw an error that the app does not recognise; a cell with `inspect:` shows its text.",
    OOM: "Redis has used all the memory it is allowed and refuses to write.",
    READONLY: "This Redis is a replica and accepts no writes.",
    LOADING: "Redis was starting up and still loading its data.",
    MISCONF: "Redis could not save its data to disk and therefore refuses to write.",
    ECONNREFUSED: "Nothing listens on that port: the server is not running, or not running yet.",
    ECONNRESET:
      "The connection was reset in the middle; whether the work had been done by then cannot be known.",
    EPIPE: "The other side had closed the connection while the hit was being sent.",
    ETIMEDOUT: "The network gave no answer in time.",
    EADDRNOTAVAIL:
      "This machine has no free local port left for another connection; wait a minute or use fewer connections.",
    EMFILE: "Too many open files and sockets for one process: the limit of the system (`ulimit -n`).",
    "not-sent":
      "No connection became free for the hit within the time limit, so it was never sent: the app is too slow for this rate.",
    timeout: "No answer within the time limit; the hit may have been counted or may still be counted.",
    "no-answer":
      "The connection was closed without an answer; the client cannot know whether the hit was counted.",
    cancelled: "The run ended before the answer came; the hit may have been counted.",
    "http-404": "The app has no such address: is the name of the strategy right, and is its file in place?",
    "http-405": "The address is right but the method is not: a hit is a POST.",
    "http-429": "The app asked to slow down: more hits arrived than it is willing to accept.",
    "http-500": "The strategy threw an error that was not caught; the app's log has its text.",
    "http-503": "The app said that it could not serve the hit at the moment, and gave no code for the cause.",
  },
  /** By the first two characters of an SQLSTATE. */
  sqlstates: {
    "08": "The connection to PostgreSQL failed.",
    "22": "PostgreSQL could not accept a value that it was given.",
    "23": "A constraint of the table forbids the change.",
    "28": "PostgreSQL did not accept the user or the password.",
    "40": "PostgreSQL rolled the transaction back.",
    "42": "The SQL is wrong, or a privilege is missing.",
    "53": "PostgreSQL ran out of a resource.",
    "57": "PostgreSQL was told to stop the work.",
  },
  families: {
    clientError: "The app did not understand the hit and refused it.",
    serverError: "The app failed while serving the hit; its log says more.",
    notHttp:
      "The answer was not valid HTTP, so it does not say whether the hit was counted; Node's parser uses the same code.",
    kafka: "Kafka answered with an error of this name; its documentation explains it.",
    unfamiliar: "The lab has no explanation for this code; the logs of the servers may say more.",
  },
};
