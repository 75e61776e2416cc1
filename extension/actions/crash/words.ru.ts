import { formatNumber, plural } from "../../common/language.ts";
import type { CrashTexts } from "./words.en.ts";

const n = (value: number) => formatNumber(value, "ru");
const forms = (count: number, one: string, few: string, many: string) => plural(count, "ru", one, few, many);
const many = (count: number, one: string, few: string, other: string) =>
  `${n(count)} ${forms(count, one, few, other)}`;
const hits = (count: number) => many(count, "запрос", "запроса", "запросов");

const whereThey: CrashTexts["whereThey"] = ({ stored, pending, lost, duplicated }) =>
  [
    ...(lost > 0 ? [`ПОТЕРЯНО ${n(lost)}`] : []),
    ...(duplicated > 0 ? [`посчитано ещё раз +${n(duplicated)}`] : []),
    ...(pending > 0 ? [`в буфере ${n(pending)}`] : []),
    ...(stored > 0 ? [`сохранено ${n(stored)}`] : []),
  ].join(", ");

export const crashes: CrashTexts = {
  walk: "Обход по точкам",
  move: "Ход",
  stands: "Где обработчик",
  next: "Следующая строка",
  redis: "В Redis",
  postgres: "В PostgreSQL зафиксировано",
  ledger: "Если он умрёт здесь",
  moves: { next: "next", kill: "kill", restart: "restart", run: "run" },
  labels: {
    next: "next: до следующей точки",
    kill: "kill: SIGKILL прямо здесь",
    restart: "restart: новый обработчик",
    run: "run: до конца",
  },
  endLabel: "end: больше ходов не будет",
  begin: (worker) =>
    worker === 1 ? "перед первой строкой" : `обработчик ${n(worker)}, перед первой строкой`,
  end: "закончил пачку",
  failed: (code, message) => `сбой: ${code} ${message}`,
  dead: "убит (SIGKILL)",
  at: (place, ran) => {
    if (!ran) return place;
    return ran[0] === ran[1]
      ? `${place}; выполнена строка ${ran[0]}`
      : `${place}; выполнены строки ${ran[0]}–${ran[1]}`;
  },
  nothing: "ничего",
  key: ({ key, type, value, size, taken }) => {
    if (value !== null) return `${key} = ${value}`;
    const entries = size === null ? type : many(size, "запись", "записи", "записей");
    return taken === null ? `${key}: ${entries}` : `${key}: ${entries}, из них взято ${n(taken)}`;
  },
  table: ({ table, rows, value }) =>
    value === null ? `${table}: ${many(rows, "строка", "строки", "строк")}` : `${table}: ${n(value)}`,
  whereThey,
  source: (file) => `${file}: где стоял обработчик`,
  standing: (place, file, line, next) =>
    `Обработчик стоит в точке ${place}, ${file}:${line}. Дальше: ${next}`,
  waiting: { begin: "Запросы приняты, обработчик ещё не начал.", dead: "Обработчик убит." },
  prompt: "Что дальше?",
  otherwise: "Или с клавиатуры: команда «Surge Lab: Сделать следующий ход…» в палитре.",

  matrix: "Чего стоит авария в каждой точке",
  matrixNote: (hitsEach, repeat, crashed) =>
    `К каждой аварии ${forms(hitsEach, "ждал", "ждали", "ждали")} ${hits(hitsEach)}${repeat > 1 ? `, повторов: ${n(repeat)}` : ""}; ${many(crashed, "обработчик убит", "обработчика убиты", "обработчиков убито")} сигналом SIGKILL, и каждый раз запускался новый. –: такой точки у стратегии нет.`,
  strategy: "Стратегия",
  noCrash: "без аварии",
  notThere: "–",
  cell: ({ runs, exact, lost, duplicated, pending, verdict }) => {
    if (exact === runs && pending === 0) return runs === 1 ? "точно" : `точно ${n(exact)}/${n(runs)}`;
    const found = whereThey({ lost, duplicated, pending, stored: 0 });
    const often = runs === 1 ? "" : ` (точно ${n(exact)}/${n(runs)})`;
    return `${found === "" ? verdict : found}${often}`;
  },
  leftOut: (strategies) => `Пропущены, на этом стенде аварию им не устроить: ${strategies}.`,
  allExact: (strategies, crashed) =>
    `Стратегий: ${n(strategies)}, аварий: ${n(crashed)}. Каждый подтверждённый запрос сохранён один раз.`,
  someWrong: (wrong, sound) =>
    `После аварии ошибаются: ${wrong}${sound === "" ? "" : `; точны после любой: ${sound}`}.`,
  unsoundControl: (strategies) => `Ошибаются и без аварии: ${strategies}.`,
  nothingCrashed: "Не нашлось ни одной стратегии, которой можно устроить аварию.",

  questions: {
    goneAt: (place, lost, before) => ({
      question: `В точке ${place} ${lost === 1 ? "одного запроса" : many(lost, "запроса", "запросов", "запросов")} нет ни на одном из серверов. Какая строка к этому привела, и довольно ли перенести её за фиксацию?`,
      answer: `Последняя, которая о чём-то просила сервер: \`${before}\`. Отсюда и до фиксации в PostgreSQL запросы есть только в памяти обработчика и в транзакции, которую авария откатит. Если перенести эту строку за фиксацию, щель станет другой: обработчик, умерший между ними, запросы сохранил, но в буфере они остались, и следующий прибавит их **ещё раз**. Общей фиксации у двух серверов нет; помогает имя пачки или идентификатор каждого запроса, который PostgreSQL запоминает в той же транзакции.`,
    }),
    bothHold: (place, stored) => ({
      question: `В точке ${place} ${many(stored, "запрос уже сохранён", "запроса уже сохранены", "запросов уже сохранено")}, но и в буфере они ещё есть. Почему ничего не посчитается дважды, если обработчик умрёт здесь?`,
      answer:
        "Потому что PostgreSQL в той же транзакции запомнил, *какие* запросы или какую пачку он прибавил. Следующий обработчик найдёт их в буфере, попробует прибавить ещё раз и узнает, что они уже есть. Ему останется только очистить буфер: доставка «хотя бы раз», а результат — ровно один раз.",
    }),
    stillThere: (pending) => ({
      question: `Обработчик умер, держа в руках ${hits(pending)}, и ни один не потерян. У кого они остались?`,
      answer:
        "В буфере: обработчик их только прочитал или взял на время и ещё не подтвердил. Что он отправил в PostgreSQL без COMMIT, откатилось, как только оборвалось его соединение. Поэтому следующий обработчик начинает с того же места.",
    }),
    whereToKill: (strategy) => ({
      question: `В какой из этих точек авария обработчика \`${strategy}\` навредит больше всего? Предскажите и впишите её в \`moves\`.`,
      answer:
        "Посмотрите на последний столбец: он говорит, где будут запросы, если обработчик умрёт в этой точке. `moves: [next, …, kill, restart, run]`, где `next` столько, сколько точек надо пройти, покажет это на настоящем SIGKILL, а заодно и то, что сделает следующий обработчик.",
    }),
    losesOnlyAt: (strategy, lost, place, all) => ({
      question: `\`${strategy}\` теряет ${hits(lost)} в точке ${place}, а в остальных точках (их ${n(all)}) всё точно. Долго ли обработчик бывает в точке ${place} на самом деле?`,
      answer:
        "Примерно миллисекунду за пачку: проверка, которая убивает обработчик когда придётся, почти никогда в неё не попадёт, а год работы попадёт. Сказать, что протокол надёжен, можно только после аварии в *каждой* точке по очереди. Пройдите его ячейкой `step` и найдите команду, которая выполняется слишком рано.",
    }),
    inCommon: (strategies) => ({
      question: `${strategies}: после любой аварии всё точно. Что у них общего?`,
      answer:
        "PostgreSQL фиксирует запросы **вместе с доказательством, что они обработаны** (имя пачки, идентификаторы запросов или удаление из очереди в той же базе), а буфер узнаёт об этом только после COMMIT. Поэтому обработчик, умерший раньше, не сделал ничего, а умерший позже оставил лишь работу, в которой узнают уже сделанную.",
    }),
    doublesAt: (strategy, duplicated, place) => ({
      question: `После аварии в точке ${place} \`${strategy}\` считает ${hits(duplicated)} дважды. Чего не успел погибший обработчик?`,
      answer:
        "Сообщить буферу. Запросы уже были зафиксированы и ещё лежали в буфере, и следующий обработчик не мог этого знать. Если очищать буфер раньше, они потеряются; помнить, что уже прибавлено, должен PostgreSQL.",
    }),
  },
};
