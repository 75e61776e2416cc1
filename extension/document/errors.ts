import { defineErrors, LabError } from "../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** A lab file, or a cell of it, that cannot be read. The message begins with the line. */
export class DocumentError extends LabError {
  /** Line of the file, counting from 1; 0 when the cell is not in a file. */
  readonly line: number;

  constructor(
    line: number,
    { code, parameters, text, cause }: Pick<LabError, "code" | "parameters" | "text" | "cause">,
  ) {
    super(code, parameters, text, { cause });
    this.line = line;
  }
}

export const documentError = defineErrors({ en, ru });
