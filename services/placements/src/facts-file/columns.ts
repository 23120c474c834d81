/** Columns of the file; those in the first list must be there. */
export const requiredColumns = [
  'region',
  'bsn',
  'birthDate',
  'factId',
  'kind',
  'from',
  'to',
  'municipality',
  'detail',
  'recordedOn',
] as const;
export const optionalColumns = ['withdrawnOn', 'provider', 'regular', 'jjiLinked', 'reference'] as const;

type Column = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];
/** Values of a row by column. */
export type Row = Partial<Record<Column, string>>;
