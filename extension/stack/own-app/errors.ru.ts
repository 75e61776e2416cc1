import { fileTrouble } from "../../common/file-trouble.ts";
import type { CommandTrouble, en } from "./errors.en.ts";

const lastLines = (lines: readonly string[]) =>
  lines.length === 0
    ? " Оно ничего не напечатало."
    : `\nЕго последние строки:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;

const commandTroubles: Readonly<Record<CommandTrouble, (sign: string) => string>> = {
  shell: (sign) => `знак «${sign}» понимает только командная оболочка, а программа запускается без неё`,
  variable: (sign) => `переменной ${sign} нет`,
  quote: (sign) => `кавычка «${sign}» не закрыта`,
  assignment: (sign) => `она начинается с «${sign}», а так задаёт переменную только командная оболочка`,
  empty: () => "она пуста",
};

export const ru: typeof en = {
  "own-command": ({ command, trouble, sign }) => ({
    what: `Команду \`${command}\` нельзя выполнить: ${commandTroubles[trouble](sign)}.`,
    remedy:
      "Напишите одну программу с аргументами; вместо $PORT, $DATABASE_URL, $REDIS_URL и ваших переменных подставятся их значения. Всё более сложное вынесите в скрипт и укажите его.",
  }),
  "own-folder": ({ folder, cause }) => ({
    what: `Папка вашего приложения ${folder} не подходит: ${fileTrouble(cause).ru}.`,
    remedy: "Исправьте `folder:` — путь отсчитывается от папки занятия.",
  }),
  "own-folder-outside": ({ folder, lab }) => ({
    what: `Папка вашего приложения ${folder} лежит вне папки занятия ${lab}.`,
    remedy: "Перенесите приложение в папку занятия: из других мест ничего не запускается.",
  }),
  "own-no-lab": {
    what: "Рядом с этим блокнотом нет папки lab-stack — это не ваше занятие, и команды из него не выполняются.",
    remedy: "Создайте папку занятия командой Surge Lab: Открыть занятие и перенесите в неё блокнот и приложение.",
  },
  "own-program": ({ program }) => ({
    what: `Программы «${program}», которая запустила бы ваше приложение, здесь нет.`,
    remedy: "Установите её или укажите в `command:` полный путь.",
  }),
  "own-ended": ({ how, lines }) => ({
    what: `Ваше приложение завершилось, не открыв порт (${how}).${lastLines(lines)}`,
    remedy: "Исправьте ошибку и выполните шаг ещё раз.",
  }),
  "own-silent": ({ port, seconds, lines }) => ({
    what: `Приложение запущено ${seconds} с назад, но порт 127.0.0.1:${port} так и не открыт.${lastLines(lines)}`,
    remedy:
      "Приложение должно слушать порт из переменной PORT: укажите $PORT в `command:` или прочитайте переменную в коде.",
  }),
  "own-elsewhere": ({ port, addresses }) => ({
    what: `Ваше приложение слушает ${addresses.join(", ")}, хотя получило PORT=${port} и ожидается на 127.0.0.1:${port}.`,
    remedy: "Укажите $PORT в `command:` или прочитайте переменную PORT в коде.",
  }),
  "own-away": ({ url, seconds }) => ({
    what: `По адресу ${url} уже ${seconds} с никто не отвечает.`,
    remedy:
      "Запустите там приложение или укажите `folder:` и `command:`, чтобы оно запускалось вместе с занятием.",
  }),
  "own-not-started": ({ service }) => ({
    what: `Это приложение запускали не отсюда, поэтому завершить, приостановить или перезапустить его нельзя (${service}).`,
    remedy: "Укажите `folder:` и `command:` вместо `url:`.",
  }),
  "own-composition": ({ key }) => ({
    what: `\`${key}\` — настройка встроенных приложений занятия; ваше о ней не узнает.`,
    remedy: `Уберите \`${key}\` и задайте нужное значение в самом приложении.`,
  }),
  "own-engine": {
    what: "Вашему приложению нужна отдельная база данных, а на чужих серверах она не создаётся.",
    remedy: "Запустите стенд в Docker или на встроенном движке.",
  },
  "own-action": ({ action }) => ({
    what: `\`${action}\` разбирает код встроенных приложений занятия, а о вашем приложении известен только контракт.`,
    remedy:
      "Для этого шага запустите стенд с `start: { app: node }`; с вашим приложением работают `load`, `process`, `inspect`, `compare` и `sweep`.",
  }),
  "own-not-measured": ({ what }) => ({
    what: `Для \`${what}\` приложение должно записывать, с чем каждый запрос обращается к серверам, а ваше этого не делает.`,
    remedy: `Уберите \`${what}\` или запустите стенд с \`start: { app: node }\`.`,
  }),
  "own-figure": ({ figure, source, reason }) => ({
    what: `Не удалось прочитать \`${figure}\` (${source}): ${reason}.`,
    remedy: "Исправьте контракт приложения в ячейке `start:` или то, на что он ссылается, и повторите шаги.",
  }),
  "own-no-reset": {
    what: "В контракте не сказано, как обнулить счётчик вашего приложения.",
    remedy:
      "Добавьте в него, например, `reset: { sql: UPDATE counter SET value = 0 }`. Для нагрузки это не нужно: она считает прирост.",
  },
  "own-method": ({ request, allowed }) => ({
    what: `Ваше приложение отвечает 405 на ${request}${allowed === "" ? "" : `: этот путь принимает ${allowed}`}.`,
    remedy: "Исправьте метод в контракте или в приложении.",
  }),
  "own-redirect": ({ request, status, location }) => ({
    what: `Ваше приложение отвечает ${status} на ${request} и отправляет клиента на ${location}; перенаправления здесь не выполняются.`,
    remedy: "Укажите в контракте путь, который отвечает сам (часто дело лишь в косой черте в конце).",
  }),
  "own-not-found": ({ request }) => ({
    what: `Ваше приложение отвечает 404 на ${request}: такого пути в нём нет.`,
    remedy: "Исправьте путь в контракте или добавьте его в приложение.",
  }),
  "own-page": ({ request, status, page }) => ({
    what: `На ${request} ваше приложение отвечает кодом ${status} и HTML-страницей: ${page}.`,
    remedy: "Обычно такую страницу создаёт фреймворк; журнал приложения покажет `inspect:`.",
  }),
  "own-refused": ({ request, status, body }) => ({
    what: `Ваше приложение отвечает ${status} на ${request}: ${body}.`,
    remedy: "Журнал приложения покажет `inspect:` или команда Surge Lab: Показать журналы.",
  }),
};
