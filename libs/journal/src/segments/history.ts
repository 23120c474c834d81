import type { Month } from '@regieboek/kernel';
import { assignmentEvent, careEvent, decidedLine, factEvent, type DecodedEvent } from '../columns/decode-rows.js';
import { otherEvent } from '../columns/known-region.js';
import { at, NONE } from '../columns/table.js';
import { RegionHistory } from '../region-history.js';
import { allYouths } from '../columns/gathered.js';
import type { LineTable } from '../columns/segment.js';
import type { Opened } from './region-journal.js';

const LINES = 'finance.declaration-lines-decided.v1';

/** Events of lines: one for each event of the log that holds some. */
function lineEvents(table: LineTable, { names }: Opened): DecodedEvent[] {
  const { column } = table;
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  rows.sort((a, b) => at(column.position, a) - at(column.position, b) || at(column.index, a) - at(column.index, b));
  const byEvent = Map.groupBy(rows, (row) => at(column.position, row));
  return [...byEvent].map(([position, own]) => ({
    stream: names.declarations.text(at(column.declaration, own[0] ?? 0)),
    position,
    type: LINES,
    data: { part: 0, lines: own.map((row) => decidedLine(table, row, names)) },
  }));
}

/** History of a region as known at a position, with the lines of the declarations of one month; from the segments. */
export function historyAt(opened: Opened, period: Month, upTo: number): RegionHistory {
  const { segments, names, sideEvents } = opened;
  const events: DecodedEvent[] = [...sideEvents];
  for (const table of segments.lines(period)) for (const event of lineEvents(table, opened)) events.push(event);
  for (const { facts, care, assignments, other } of segments.youths(allYouths)) {
    for (let row = 0; row < facts.rows; row += 1) events.push(factEvent(facts, row, names));
    for (let row = 0; row < care.rows; row += 1) events.push(careEvent(care, row, names));
    for (let row = 0; row < assignments.rows; row += 1) events.push(assignmentEvent(assignments, row, names));
    for (let row = 0; row < other.rows; row += 1)
      if (at(other.column.youth, row) !== NONE) events.push(otherEvent(other, row, names));
  }
  const history = new RegionHistory((head) => head.period === period);
  for (const event of events.sort((a, b) => a.position - b.position)) if (event.position <= upTo) history.apply(event);
  history.position = upTo;
  return history;
}
