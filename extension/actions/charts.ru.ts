import type { Texts } from "./words.en.ts";

export const charts: Texts["charts"] = {
  connections: "Места для соединений",
  free: "свободно",
  reserved: "резерв суперпользователя",
  plainLimit: "для приложения",
  side: "Рядом",
};

export const source: Texts["source"] = {
  connect: "открывает собственное соединение",
  lock: "читает число и блокирует его строку",
  add: "прибавляет сам PostgreSQL",
  writeBack: "пишет число обратно, что бы там ни было к этому времени",
  read: "читает число",
  row: "сохраняет запрос отдельной строкой",
  remember: "запоминает, что это уже прибавлено",
  enqueue: "ставит запрос в конец очереди",
  takeRows: "берёт строки, которые никто не держит",
  takeEntries: "берёт записи; очередь помнит, у кого они",
  acknowledge: "сообщает очереди, что они обработаны",
  addInApp: "прибавляет единицу в приложении",
  countInRedis: "запрос считает Redis",
  moveAside: "откладывает буфер в сторону одним шагом",
  takeBuffer: "читает и очищает буфер одним шагом",
  readBuffer: "читает буфер",
  clearBuffer: "очищает его",
  commit: "с этого места сохранено",
};
