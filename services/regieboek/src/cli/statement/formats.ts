/** Formats of the files of a statement: a workbook, its lines, all of it for programs, and a letter. */
export const statementFormats = ['xlsx', 'csv', 'json', 'pdf'] as const;

/** Format of a file of a statement. */
export type StatementFormat = (typeof statementFormats)[number];
