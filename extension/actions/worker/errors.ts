import { defineErrors } from "../../common/lab-error.ts";

const en = {
  "no-worker": ({ strategy }: { strategy: string }) => ({
    what: `No worker runs for “${strategy}”, so none can be killed.`,
    remedy: `Start one first: a cell with \`worker: { strategy: ${strategy} }\`.`,
  }),
};

const ru: typeof en = {
  "no-worker": ({ strategy }) => ({
    what: `У «${strategy}» нет работающих обработчиков, убивать некого.`,
    remedy: `Сначала запустите его: ячейка с \`worker: { strategy: ${strategy} }\`.`,
  }),
};

export const workerError = defineErrors({ en, ru });
