import type { LineTable } from '../encode/segment.js';
import type { YouthRange, YouthTables } from './gathered.js';

/** Segments to read lines and youths from, in memory or in files, one after another in order. */
export interface SegmentSource {
  /** Lines of the declarations of a month, in the segments that have some. */
  lines(month: string): Iterable<LineTable>;
  /** Tables of the segments that hold rows of youths with these numbers. */
  youths(range: YouthRange): Iterable<YouthTables>;
}
