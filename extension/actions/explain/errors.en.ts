export const en = {
  "no-traced-run": ({ run }: { run: number | undefined }) => ({
    what:
      run === undefined
        ? "No run of this lab was traced."
        : `Run ${run} was not traced, its records could not be read, or there is no such run.`,
    remedy: "Give a load `trace: true`, run it, and then run this step again.",
  }),
};
