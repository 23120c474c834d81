/** For journals of which no excerpt is asked that credits of merged municipalities bear on. */
export const noSuccessors = (): ReadonlySet<string> => new Set();
