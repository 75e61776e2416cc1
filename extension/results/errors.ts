import { LabError } from "../common/lab-error.ts";

export const malformedCondition = (condition: string) =>
  new LabError(
    "malformed-condition",
    {
      en: `“${condition}” is not a condition.`,
      ru: `«${condition}» — не условие.`,
    },
    {
      en: 'After =, !=, <, <=, > or >= comes one number or one name of the result, for example "> 0" or "= ok".',
      ru: "После =, !=, <, <=, > или >= нужно одно число или одно имя из результата, например «> 0» или «= ok».",
    },
  );
