import type { en } from "./disagreements.en.ts";

export const ru: typeof en = {
  hash: "Результаты внутри файла изменены после того, как отчёт был составлен: у них другой SHA-256.",
  value: (key, said, found) => `${key}: в отчёте ${said}, а по его же числам выходит ${found}.`,
  unknown: (key) => `${key}: такого значения Surge Lab в отчёт не записывает.`,
  ofStep: (step, sentence) => `Шаг ${step}, ${sentence}`,
  line: (line, is, should) =>
    `В строке ${line} файла показано «${is}», а по результатам выходит «${should}».`,
  more: (count) => `Отличаются и другие строки: ${count}.`,
  otherVersion: (version) =>
    `Отчёт составлен версией Surge Lab ${version}, и её формулировки могут быть другими: проверьте его той же версией.`,
};
