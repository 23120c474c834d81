export { endOfDutchDay } from './history/known-at.js';
export { isPlain, ByteWriter } from './columns/tables/byte-writer.js';
export { at, NO_NUMBER, NONE, stableOrder, textAt, type TextColumn } from './columns/tables/table.js';
export { Dictionary } from './columns/names/dictionary.js';
export type { MonthDeclarations } from './columns/names/declarations.js';
export { mayBeCredit, noLines } from './columns/encode/evidence-rows.js';
export {
  careKinds,
  factKind,
  type AssignmentTable,
  type CareTable,
  type FactTable,
  type LineTable,
} from './columns/encode/segment.js';
export type { JournalledEvent } from './columns/encode/segment-builder.js';
export {
  linesOfAllMonths,
  youthsWithCreditsOfSuccessors,
  youthsWithLostStarts,
  youthsWithOddWithdrawals,
} from './columns/read/lines-of-all-months.js';
export { assignmentEvent, type RowNames } from './columns/read/decode-rows.js';
export { parsed, referenceAt } from './columns/read/decided-line.js';
export {
  allYouths,
  LineCollector,
  YouthCollector,
  startsOf,
  youthsOf,
  type BilledYouthRows,
  type ByYouth,
  type Rows,
  type YouthRange,
} from './columns/read/collectors.js';
export { lineAt, youthHistory } from './columns/read/one-youth.js';
export type { SegmentSource } from './columns/read/segment-source.js';
export { TouchedYouths, type Between } from './columns/read/touched-youths.js';
export { lineShares, monthCare, monthColumns, type MonthColumns } from './columns/months/columns.js';
export { monthLines, type MonthLines, type MonthsQuestion } from './columns/months/lines.js';
export { MonthNumbers } from './columns/months/numbers.js';
export {
  type CareEvent,
  type KnownFact,
  type YouthHistory,
  type DeclarationHistory,
  assignmentKey,
  RegionHistory,
} from './history/region-history.js';
export { replay, LiveHistories } from './history/replay.js';
export { BusinessDays } from './history/business-days.js';
