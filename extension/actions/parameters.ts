import * as z from "zod";

/** Any name that a file of the folder `strategies` may have; the app knows whether there is one. */
const name = z.string().regex(/^[\p{L}\p{N}][^/\\\p{Cc}]*$/u);

/** A strategy's name; whether it exists is asked of the app itself when the cell runs. */
export const strategyName = name.meta({
  about: {
    en: "The strategy: how the app turns a hit into a stored count. Each is one file in the folder `strategies` of the app.",
    ru: "Стратегия — способ, которым приложение превращает запрос в сохранённую единицу. Каждая — отдельный файл в папке `strategies` приложения.",
  },
  examples: ["naive"],
  names: "strategies",
});

/** The name of a strategy that has something to process. */
export const bufferedStrategyName = name.meta({
  about: {
    en: "The strategy whose buffer is moved into PostgreSQL.",
    ru: "Стратегия, чей буфер переносится в PostgreSQL.",
  },
  examples: ["buffered"],
  names: "buffered-strategies",
});

/** Below the time after which a request of the lab itself gives up. */
export const pauseLength = z
  .int()
  .min(10)
  .max(10_000)
  .meta({
    about: {
      en: "How long it stands still, in milliseconds.",
      ru: "Сколько миллисекунд длится остановка.",
    },
    examples: [1000],
  });
