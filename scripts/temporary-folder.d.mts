/** A RAM disk where there is a large one, otherwise the system's folder for temporary files. */
export function temporaryFolder(): string;
