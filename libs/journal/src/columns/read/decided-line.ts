import { fromDay } from '@regieboek/kernel';
import type { LineTable } from '../encode/segment.js';
import { at, NO_NUMBER, NONE, textAt } from '../tables/table.js';
import { type RowNames, wordOrNull } from './decode-rows.js';

/** A JSON value. */
export const parsed = (text: string): unknown => JSON.parse(text);

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reference (ReferentieNummer) of a line that is stored in columns. */
export const referenceAt = ({ column, text }: LineTable, row: number): string => {
  const from = at(text.offsets, row);
  return decoder.decode(text.bytes.subarray(from, from + at(column.referenceBytes, row)));
};

/** The decided line of a row. */
export function decidedLine({ column, text }: LineTable, row: number, names: RowNames): unknown {
  const referenceBytes = at(column.referenceBytes, row);
  if (referenceBytes === NONE) return JSON.parse(textAt(text, row));
  const bytes = text.bytes.subarray(at(text.offsets, row), at(text.offsets, row + 1));
  const youth = at(column.youth, row);
  const tariff = at(column.tariff, row);
  const codes = at(column.codes, row);
  return {
    place: at(column.place, row),
    reference: decoder.decode(bytes.subarray(0, referenceBytes)),
    previous: bytes.length > referenceBytes ? decoder.decode(bytes.subarray(referenceBytes)) : null,
    youth: youth === NONE ? null : names.youth(youth),
    assignment: at(column.assignment, row),
    category: wordOrNull(names, at(column.category, row)),
    code: wordOrNull(names, at(column.code, row)),
    from: fromDay(at(column.from, row)),
    to: fromDay(at(column.to, row)),
    volume: at(column.volume, row),
    unit: wordOrNull(names, at(column.unit, row)),
    tariffCents: tariff === NO_NUMBER ? null : tariff,
    cents: at(column.cents, row),
    codes: codes === NONE ? [] : parsed(names.words.text(codes)),
  };
}
