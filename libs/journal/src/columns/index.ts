export * from './bill-month.js';
export { changedLines, type ChangedLines, type OrderedParts } from './changed-lines.js';
export { inMemory, rowNames } from './memory-segments.js';
export { contractsAt, sideEvents } from './known-region.js';
export { allYouths, type YouthRange, type YouthTables } from './gathered.js';
export { inOrderOfId, type PartPlaces } from './in-order.js';
export { noSums, partBytes, type BilledParts, type RunSums } from './parts.js';
export { RegionNames } from './region-names.js';
export { GapInJournal, SegmentBuilder, type EncodedEvent, type JournalledEvent } from './segment-builder.js';
export type { NewNames, Segment } from './segment.js';
export { assignmentEvent, referenceAt, type RowNames } from './decode-rows.js';
export { Declarations, type MonthDeclarations } from './declarations.js';
export {
  lineShares,
  monthCare,
  monthColumns,
  type CareSource,
  type LineShare,
  type MonthColumns,
} from './month-columns.js';
export { monthLines, type LinesSource, type MonthLines, type MonthsQuestion } from './month-lines.js';
export type { MonthsWork } from './months-work.js';
export { MonthNumbers } from './month-numbers.js';
export { CareSlots, type CareSlot, type Rows } from './care-slots.js';
export { lineAt, youthHistory } from './one-youth.js';
export { RunRules } from './run-rules.js';
export type { ByYouth, YouthRows } from './gathered.js';
export type { AssignmentTable, LineTable, OtherTable } from './segment.js';
export { at, NO_NUMBER, NONE, stableOrder } from './table.js';
