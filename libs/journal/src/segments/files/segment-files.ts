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
} from '../../columns/encode/segment.js';
import { noText } from '../../columns/tables/table.js';

/** Bytes of a file of a segment. */
export interface SegmentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const [LINES, OTHER] = ['lines-', 'other.arrow'];

/** Name of the file with the lines of a month. */
export const linesFile = (month: string): string => `${LINES}${month}.arrow`;

/**
 * Bytes of the files with lines and of those with rows without columns: at least as many as `SegmentBuilder.bytes` returned while
 * building.
 */
export const countedBytes = (files: Readonly<Record<string, { readonly bytes: number }>>): number =>
  Object.entries(files).reduce(
    (sum, [name, { bytes }]) => (name === OTHER || name.startsWith(LINES) ? sum + bytes : sum),
    0,
  );

/** Name of the file with fields of assignments that no billing run reads, row by row. */
export const ASSIGNMENT_TEXTS = 'assignment-texts.arrow';

/** Name of the file with lines that may be evidence of care; absent when a segment has no such lines. */
export const EVIDENCE = 'evidence.arrow';

/** Yields the files of a segment. `words`: the whole dictionary, so that each file can be read on its own. */
export function* segmentFiles(segment: Segment, words: readonly string[]): Generator<SegmentFile> {
  yield { name: 'names.json', bytes: encodedNames(segment.names) };
  yield { name: 'youths.arrow', bytes: textFile(segment.youths) };
  yield { name: 'events.arrow', bytes: tableFile(segment.events, eventColumns, words) };
  yield { name: 'facts.arrow', bytes: tableFile(segment.facts, factColumns, words) };
  yield { name: 'care.arrow', bytes: tableFile(segment.care, careColumns, words) };
  const { text, ...assignments } = segment.assignments;
  yield { name: 'assignments.arrow', bytes: tableFile({ ...assignments, text: noText }, assignmentColumns, words) };
  yield { name: ASSIGNMENT_TEXTS, bytes: textFile(text) };
  yield { name: OTHER, bytes: tableFile(segment.other, otherColumns, words) };
  if (segment.evidence.rows > 0) yield { name: EVIDENCE, bytes: tableFile(segment.evidence, lineColumns, words) };
  for (const [month, table] of segment.lines)
    yield { name: linesFile(month), bytes: tableFile(table, lineColumns, words) };
}
