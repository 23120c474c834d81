import type { ComplexType, ElementDeclaration } from '../schema/schema.js';
import type { SimpleType } from '../schema/simple-type.js';
import { valueAt } from './fields.js';
import { initialOf, maskBsn } from './mask.js';
import type { MessageLine } from './message-lines.js';

/** Type of a column: text (codes too), a whole number, money in eurocents, or a calendar day. */
export type CellKind = 'text' | 'integer' | 'money' | 'day';

/** Value of a cell: text and days as string, whole numbers and eurocents as number; undefined is an empty cell. */
export type CellValue = string | number | undefined;

/** A column of the lines of messages. */
export interface LineColumn {
  /** Dutch element name; for an element inside a compound, prefixed by its name: `ProductPeriode.Begindatum`. */
  readonly name: string;
  readonly kind: CellKind;
  /** Value as in the message: personal data is not masked. */
  of(line: MessageLine): CellValue;
  /** Value without personal data: the last digits of a BSN, the initial of a name, no comments. */
  masked(line: MessageLine): CellValue;
}

const moneyTypes: ReadonlySet<string> = new Set(['LDT_Bedrag', 'LDT_Budget', 'LDT_TotaalBedrag']);

function kindOf({ name, base }: SimpleType): CellKind {
  if (name !== undefined && moneyTypes.has(name)) return 'money';
  if (base === 'integer') return 'integer';
  return base === 'date' ? 'day' : 'text';
}

/** Masks for personal data by type; other types do not identify a person. */
const masks: Readonly<Record<string, (value: CellValue) => CellValue>> = {
  LDT_BurgerServicenummer: (value) => (typeof value === 'string' ? maskBsn(value) : undefined),
  LDT_NaamVerwijzer: (value) => (typeof value === 'string' ? initialOf(value) : undefined),
  LDT_Commentaar: () => undefined,
};

function cellOf(value: unknown): CellValue {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** Part of a message from which a column takes its value. */
export type Part = 'header' | 'body' | 'client' | 'line';

function column(part: Part, names: readonly ElementDeclaration[], kind: CellKind, typeName?: string): LineColumn {
  const path = names.map(({ field }) => field);
  const of = (line: MessageLine): CellValue => cellOf(valueAt(line[part], path));
  const mask = masks[typeName ?? ''];
  return {
    name: names.map(({ name }) => name).join('.'),
    kind,
    of,
    masked: mask ? (line) => mask(of(line)) : of,
  };
}

/** An amount with its sign: credits (C) are negative, so that a column adds up. */
function signedColumn(part: Part, names: readonly ElementDeclaration[]): LineColumn {
  const path = names.map(({ field }) => field);
  const of = (line: MessageLine): CellValue => {
    const amount = valueAt(line[part], [...path, 'bedrag']);
    if (typeof amount !== 'number') return undefined;
    return amount > 0 && valueAt(line[part], [...path, 'debetCredit']) === 'C' ? -amount : amount;
  };
  return { name: `${names.map(({ name }) => name).join('.')}.MetTeken`, kind: 'money', of, masked: of };
}

/** Columns of a class: its elements and those of its compounds; of its lists only the return codes. */
export function columnsOf(part: Part, type: ComplexType, above: readonly ElementDeclaration[] = []): LineColumn[] {
  return type.elements.flatMap((element) => {
    const names = [...above, element];
    if (element.type.kind === 'simple') return [column(part, names, kindOf(element.type), element.type.name)];
    if (element.type.isList) return element.name === 'RetourCodes' ? [column(part, names, 'text')] : [];
    const inner = columnsOf(part, element.type, names);
    return element.type.name === 'CDT_BedragMetDC' ? [...inner, signedColumn(part, names)] : inner;
  });
}

/** The class at a path of fields; for a list the class of its items. */
export function classAt(type: ComplexType, path: readonly string[]): ComplexType {
  const found = path.reduce((at, field) => {
    const next = at.elements.find((element) => element.field === field)?.type;
    if (next?.kind !== 'complex') throw new Error(`the tables lack ${field}: regenerate them`);
    const item = next.isList ? next.elements[0]?.type : undefined;
    return item?.kind === 'complex' ? item : next;
  }, type);
  return found;
}
