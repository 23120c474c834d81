import { encodedNames } from './names-file.js';
import { tableFile, textFile } from './table-file.js';
import {
  assignmentColumns,
  careColumns,
  eventColumns,
  factColumns,
  lineColumns,
  otherColumns,
  type Segment,
} from '../columns/segment.js';
import { noText } from '../columns/table.js';

/** Bytes of a file of a segment. */
export interface SegmentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Name of the file with the lines of a month. */
export const linesFile = (month: string): string => `lines-${month}.arrow`;

/** Name of the file with what no billing run reads of assignments, row by row. */
export const ASSIGNMENT_TEXTS = 'assignment-texts.arrow';

/** The files of a segment, one after another. `words`: the whole dictionary, so that each file can be read alone. */
export function* segmentFiles(segment: Segment, words: readonly string[]): Generator<SegmentFile> {
  yield { name: 'names.json', bytes: encodedNames(segment.names) };
  yield { name: 'youths.arrow', bytes: textFile(segment.youths) };
  yield { name: 'events.arrow', bytes: tableFile(segment.events, eventColumns, words) };
  yield { name: 'facts.arrow', bytes: tableFile(segment.facts, factColumns, words) };
  yield { name: 'care.arrow', bytes: tableFile(segment.care, careColumns, words) };
  const { text, ...assignments } = segment.assignments;
  yield { name: 'assignments.arrow', bytes: tableFile({ ...assignments, text: noText }, assignmentColumns, words) };
  yield { name: ASSIGNMENT_TEXTS, bytes: textFile(text) };
  yield { name: 'other.arrow', bytes: tableFile(segment.other, otherColumns, words) };
  for (const [month, table] of segment.lines)
    yield { name: linesFile(month), bytes: tableFile(table, lineColumns, words) };
}
