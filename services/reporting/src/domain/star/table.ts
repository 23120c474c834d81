/** Tables of the star schema: what a row is, its columns, and how they are described. */
import type { Language } from '@regieboek/kernel';

/** Kind of a column: days are `yyyy-mm-dd`, months `yyyy-mm`, money integer cents; a count adds up, an integer does not. */
export type StarKind = 'text' | 'day' | 'month' | 'integer' | 'count' | 'money' | 'flag';

/** A sentence for people, per language. */
export type Words = Readonly<Record<Language, string>>;

/** A column: its kind, and its definition. */
export interface StarColumn<Kind extends StarKind = StarKind> {
  readonly kind: Kind;
  readonly words: Words;
}

type ValueOf<Kind extends StarKind> = Kind extends 'integer' | 'count' | 'money'
  ? number
  : Kind extends 'flag'
    ? boolean
    : string;

/** Columns by name, in order. */
export type StarColumns = Readonly<Record<string, StarColumn>>;

/** A row of columns: null where nothing is known. */
export type RowOf<Columns extends StarColumns> = {
  readonly [Name in keyof Columns]: ValueOf<Columns[Name]['kind']> | null;
};

/** A row of any table. */
export type StarRow = Readonly<Record<string, string | number | boolean | null>>;

/** A table: facts, or a dimension that facts refer to. */
export interface StarTable<From> {
  readonly name: string;
  readonly kind: 'fact' | 'dimension';
  /** Meaning of one row. */
  readonly grain: Words;
  readonly columns: StarColumns;
  /** Names of the columns that identify a row. */
  readonly key: readonly string[];
  readonly rows: (from: From) => Iterable<StarRow>;
}

const column =
  <Kind extends StarKind>(kind: Kind) =>
  (nl: string, en: string): StarColumn<Kind> => ({ kind, words: { nl, en } });

export const text = column('text');
export const day = column('day');
export const month = column('month');
export const integer = column('integer');
export const count = column('count');
export const money = column('money');
export const flag = column('flag');

/** Declares a table: its rows have exactly its columns. */
export const table = <From, const Columns extends StarColumns>(
  declared: Omit<StarTable<From>, 'columns' | 'rows'> & {
    readonly columns: Columns;
    readonly rows: (from: From) => Iterable<RowOf<Columns>>;
  },
): StarTable<From> => declared;
