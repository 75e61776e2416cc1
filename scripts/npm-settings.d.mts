/** The variables for an npm that the project starts, from those of the user. */
export function npmSettings(env: Readonly<Record<string, string | undefined>>): Record<string, string>;

/** What to do about a download that failed, from what npm said. */
export function downloadAdvice(words: string): string;
