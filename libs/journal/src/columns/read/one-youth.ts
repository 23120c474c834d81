import { decode, type DecidedLine } from '@regieboek/events';
import { RegionHistory, type YouthHistory } from '../../history/region-history.js';
import { assignmentEvent, careEvent, factEvent, type DecodedEvent, type RowNames } from './decode-rows.js';
import { decidedLine } from './decided-line.js';
import type { ByYouth, YouthRows } from './collectors.js';
import { otherEvent } from './known-region.js';
import type { LineTable } from '../encode/segment.js';
import { at } from '../tables/table.js';

function decoded<Of>(
  { table, starts }: ByYouth<Of>,
  index: number,
  decodeRow: (table: Of, row: number) => DecodedEvent,
): DecodedEvent[] {
  const events: DecodedEvent[] = [];
  for (let row = at(starts, index); row < at(starts, index + 1); row += 1) events.push(decodeRow(table, row));
  return events;
}

const byPosition = (a: DecodedEvent, b: DecodedEvent): number => a.position - b.position;

/** History of a selected youth by index, for the rules over facts; undefined when there are no rows. */
export function youthHistory(known: YouthRows, index: number, names: RowNames): YouthHistory | undefined {
  const events = [
    ...decoded(known.facts, index, (table, row) => factEvent(table, row, names)),
    ...decoded(known.care, index, (table, row) => careEvent(table, row, names)),
    ...decoded(known.assignments, index, (table, row) => assignmentEvent(table, row, names)),
    ...decoded(known.other, index, (table, row) => otherEvent(table, row, names)),
  ].sort(byPosition);
  const history = new RegionHistory();
  for (const event of events) history.apply(event);
  const [only] = history.youths.values();
  return only;
}

/** The decided line of a row. */
export function lineAt(table: LineTable, row: number, names: RowNames): DecidedLine {
  const type = 'finance.declaration-lines-decided.v1';
  const event = decode({ type, data: { part: 0, lines: [decidedLine(table, row, names)] } });
  const line = event.type === type ? event.data.lines[0] : undefined;
  if (!line) throw new TypeError(`row ${row} contains no line`);
  return line;
}
