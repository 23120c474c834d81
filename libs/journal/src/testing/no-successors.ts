/** For journals whose excerpts need no credits of merged municipalities. */
export const noSuccessors = (): ReadonlySet<string> => new Set();
