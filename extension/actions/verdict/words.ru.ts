import { surplusCause } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { n, form, many } = numberWords("ru");

export const ru: typeof en = {
  verdict,
  claimed: (count) => `${claimed(count)}.`,
  mostly: (cause) => `в основном ${cause}`,

  misplaced: (count, other, own) =>
    `${many(count, "запрос засчитан", "запроса засчитано", "запросов засчитано")} тем временем стратегии «${other}»: не её ли имя осталось в коде «${own}»?`,

  guessed: (key, guess) => `ваш прогноз: ${key} ${n(guess)}`,

  parts: {
    attempted: (count) => `отправлено ${n(count)}`,
    failed: (count) => `отказ ${n(count)}`,
    unknown: (count) => `неясно ${n(count)}`,
    ok: (count) => `подтверждено ${n(count)}`,
    stored: (count) => `сохранено ${n(count)}`,
    pending: (count) => `в буфере ${n(count)}`,
    late: (count) => `ещё не записано ${n(count)}`,
    lost: (count) => `ПОТЕРЯНО ${n(count)}`,
    duplicated: (count) => `посчитано ещё раз +${n(count)}`,
    tooMany: (count) => `лишних +${n(count)}`,
    unexpected: (count) => `не подтверждалось +${n(count)}`,
    storedUnanswered: (count) => `всё же учтено ${n(count)}`,
  },
};

/** One sentence. `cause` says why hits were refused. */
function verdict(ledger: Ledger, cause: string | undefined): string {
  const said = [judgement(ledger)];
  if (ledger.failed > 0) said.push(`${refused(ledger.failed)}${cause ? ` (${cause})` : ""}`);
  if (ledger.unknown > 0 && ledger.verdict !== "open") said.push(unanswered(ledger));
  if (ledger.claimed) said.push(claimed(ledger.claimed));
  return `${said.join("; ")}.`;
}

function refused(count: number): string {
  return `${many(count, "получил", "получили", "получили")} отказ`;
}

function judgement(ledger: Ledger): string {
  const { lost, duplicated, byName } = ledger;
  const twice = `${many(duplicated, "посчитан", "посчитаны", "посчитано")} больше одного раза`;
  switch (ledger.verdict) {
    case "lost":
      return gone(lost, byName);
    case "duplicated":
      return byName
        ? `${many(duplicated, "запрос посчитан", "запроса посчитаны", "запросов посчитано")} больше одного раза`
        : surplus(ledger);
    case "lost-and-duplicated":
      return `${gone(lost, byName)}, а ${twice}`;
    case "unexpected":
      return unexpected(ledger.unexpected ?? 0);
    case "open":
      if (ledger.unread) return unread(ledger.unread.ru);
      if (ledger.moving) return moving(ledger);
      return ledger.claimed && ledger.unknown === 0 ? exact(ledger) : open(ledger);
    case "exact":
      return exact(ledger);
  }
}

function gone(lost: number, byName: boolean): string {
  // "Не меньше" takes the genitive: 21 подтверждённого запроса, 22 подтверждённых запросов.
  if (!byName) {
    const hits = form(lost, "подтверждённого запроса", "подтверждённых запросов", "подтверждённых запросов");
    return `Пропало не меньше ${n(lost)} ${hits}`;
  }
  const hits = form(
    lost,
    "подтверждённый запрос пропал",
    "подтверждённых запроса пропали",
    "подтверждённых запросов пропали",
  );
  return `${n(lost)} ${hits}`;
}

function unexpected(count: number): string {
  const hits = form(count, "лишний запрос", "лишних запроса", "лишних запросов");
  return `В базе ${n(count)} ${hits}: на них пришёл отказ, или их вообще не отправляли`;
}

function surplus(ledger: Ledger): string {
  const causes = {
    repeated: "часть запросов посчитана больше одного раза",
    refused: "сохранены запросы, на которые пришёл отказ",
    either: "сохранены запросы, на которые пришёл отказ, или часть запросов посчитана больше одного раза",
  };
  const cause = causes[surplusCause(ledger) ?? "repeated"];
  return `Счётчик завышен не меньше чем на ${n(ledger.duplicated)}: ${cause}`;
}

function open({ ok, unknown, stored, pending }: Ledger): string {
  const why = `${many(unknown, "запрос остался", "запроса остались", "запросов остались")} без ясного ответа`;
  return `Точный итог неизвестен: учтено ${n(stored + pending)}, а верным было бы любое число от ${n(ok)} до ${n(ok + unknown)} (${why})`;
}

/** The reason is a sentence or two of its own. */
function unread(reason: string): string {
  return `Нагрузка измерена, но прочитать, где её запросы, не удалось: ${reason.replace(/[.\s]+$/, "")}`;
}

function moving({ ok, stored, pending }: Ledger): string {
  return `Счётчик всё ещё менялся: из ${n(ok)} подтверждённых запросов при последнем чтении было учтено ${n(stored + pending)} (либо они записываются уже после ответа, либо запросы шлёт кто-то ещё)`;
}

function exact({ attempted, ok, stored, pending, byName, claimed }: Ledger): string {
  if (attempted === 0) return "Ни один запрос не был отправлен";
  if (ok === 0) return "Ни один запрос не подтверждён, терять было нечего";
  const where = pending > 0 ? `сохранено ${n(stored)}, ещё в буфере ${n(pending)}` : `сохранено ${n(stored)}`;
  const found = byName ? "Каждый подтверждённый запрос на месте, поимённо" : "Счёт сошёлся";
  if (claimed)
    return `Если верить приложению, ${byName ? "каждый подтверждённый запрос на месте, поимённо" : "счёт сошёлся"}: подтверждено ${n(ok)}, ${where}`;
  return `${found}: подтверждено ${n(ok)}, ${where}`;
}

function claimed(count: number): string {
  return `что ${many(count, "запрос", "запроса", "запросов")} в буфере, известно только со слов приложения: ни в Redis, ни в PostgreSQL ${form(count, "его", "их", "их")} следов нет`;
}

function unanswered({ unknown, recovered, byName }: Ledger): string {
  const without = `${many(unknown, "остался", "остались", "остались")} без ясного ответа`;
  if (!byName || recovered === 0) return without;
  return `${without}, но ${n(recovered)} из них всё же ${form(recovered, "учтён", "учтены", "учтено")}`;
}
