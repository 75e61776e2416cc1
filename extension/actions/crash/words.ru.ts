import { numberWords } from "../number-words.ts";
import type { describeHits as en } from "./words.en.ts";

const { n } = numberWords("ru");

export const describeHits: typeof en = ({ stored, pending, lost, duplicated }) =>
  [
    ...(lost > 0 ? [`ПОТЕРЯНО ${n(lost)}`] : []),
    ...(duplicated > 0 ? [`посчитано ещё раз +${n(duplicated)}`] : []),
    ...(pending > 0 ? [`в буфере ${n(pending)}`] : []),
    ...(stored > 0 ? [`сохранено ${n(stored)}`] : []),
  ].join(", ");
