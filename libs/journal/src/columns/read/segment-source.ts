import type { LineTable } from '../encode/segment.js';
import type { YouthRange, YouthTables } from './collectors.js';

/** Segments from which lines and youths are read, in memory or in files, in order. */
export interface SegmentSource {
  /** Lines of the declarations of a month, of the segments that have some. */
  lines(month: string): Iterable<LineTable>;
  /** Tables of the segments with rows about youths in a range. */
  youths(range: YouthRange): Iterable<YouthTables>;
}
