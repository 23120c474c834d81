import { toDay } from '@regieboek/kernel';
import type { DecidedLine } from '@regieboek/events';
import { wordOf, type Row } from './placements.js';
import type { RegionNames } from '../names/region-names.js';
import { fits, NO_NUMBER, NONE } from '../tables/table.js';

/** Place of a line: its event, its index in that event, and its declaration. */
export interface LinePlace {
  readonly position: number;
  readonly index: number;
  readonly declaration: number;
}

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
function bytesOf(text: string): number {
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 0x7f) return encoder.encode(text).length;
  return text.length;
}

const isNarrow = ({ place, assignment, volume, tariffCents, cents, reference, previous }: DecidedLine): boolean =>
  fits(place) &&
  fits(assignment) &&
  fits(volume) &&
  fits(tariffCents ?? 0) &&
  fits(cents) &&
  reference.isWellFormed() &&
  (previous ?? '').isWellFormed() &&
  previous !== '';

/**
 * Row of a decided line; when a line does not fit the columns, the row holds its youth, place and codes, and the line
 * as JSON.
 */
export function lineRow(line: DecidedLine, { position, index, declaration }: LinePlace, names: RegionNames): Row {
  const isWhole = isNarrow(line);
  const number = (value: number): number => (isWhole ? value : 0);
  const values = [
    line.youth === null ? NONE : names.youths.numberOf(line.youth),
    position,
    index,
    number(line.place),
    declaration,
    number(line.assignment),
    wordOf(names, line.category),
    wordOf(names, line.code),
    toDay(line.from),
    toDay(line.to),
    number(line.volume),
    wordOf(names, line.unit),
    number(line.tariffCents ?? NO_NUMBER),
    number(line.cents),
    line.codes.length === 0 ? NONE : wordOf(names, JSON.stringify(line.codes)),
    isWhole ? bytesOf(line.reference) : NONE,
  ];
  return { values, text: isWhole ? line.reference + (line.previous ?? '') : JSON.stringify(line) };
}
