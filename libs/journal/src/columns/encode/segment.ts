import type { Table, TextColumn } from '../tables/table.js';

/** Every event, by position: its type (a word) and when it was recorded, as UTC day and milliseconds of that day. */
export const eventColumns = ['position', 'type', 'recordedDay', 'recordedMillisecond'] as const;

/** Facts about a youth; `kind` is an index of `factKinds`, days are numbers, `municipality` a word or -1. Text: fact id. */
export const factColumns = ['youth', 'position', 'recordedOn', 'kind', 'from', 'to', 'municipality'] as const;

/** Start and stop messages; `kind` is an index of `careKinds`; codes are words or -1; `end` and `reason` of stops only. */
export const careColumns = [
  'youth',
  'position',
  'kind',
  'municipality',
  'provider',
  'assignment',
  'category',
  'code',
  'begin',
  'end',
  'reason',
] as const;

/** Assignments; text: the fields that no billing run reads, as JSON. */
export const assignmentColumns = [
  'youth',
  'position',
  'municipality',
  'provider',
  'number',
  'category',
  'code',
  'from',
  'to',
] as const;

/**
 * Declared lines with their decisions; `index` is the place in the event. Text: the reference and, after
 * `referenceBytes` bytes, the reference of the line that it credits. `codes` is a word with the retour codes as JSON,
 * -1 when the line is approved. A line with a number over 32 bits has `referenceBytes` -1 and the whole line as JSON
 * text.
 */
export const lineColumns = [
  'youth',
  'position',
  'index',
  'place',
  'declaration',
  'assignment',
  'category',
  'code',
  'from',
  'to',
  'volume',
  'unit',
  'tariff',
  'cents',
  'codes',
  'referenceBytes',
] as const;

/** Everything else, as JSON: contracts, heads of declarations, and rare events. `declaration` -1: no declaration. */
export const otherColumns = ['youth', 'position', 'type', 'declaration'] as const;

export type EventTable = Table<(typeof eventColumns)[number]>;
export type FactTable = Table<(typeof factColumns)[number]>;
export type CareTable = Table<(typeof careColumns)[number]>;
export type AssignmentTable = Table<(typeof assignmentColumns)[number]>;
export type LineTable = Table<(typeof lineColumns)[number]>;
export type OtherTable = Table<(typeof otherColumns)[number]>;

/** Kinds of care events, by their number in a column. */
export const careKinds = ['care-started', 'care-start-withdrawn', 'care-stopped', 'care-stop-withdrawn'] as const;

/** Addresses of registrations that have columns. */
export const addressKinds = [
  'woonadres',
  'woonadres-geheim',
  'woonadres-instelling',
  'woonadres-in-onderzoek',
  'briefadres',
  'bijzondere-opvang',
  'buitenland',
] as const;

/** Holders of custody that have columns. */
export const holderKinds = ['ouder', 'voogd', 'GI', 'overleden', 'gezag-verloren', 'geen', 'onbekend'] as const;

/** Kinds of facts that have columns, by their number; a registration by its address, custody by its holder. */
export const factKinds = [
  ...addressKinds,
  'mother-at-birth',
  'actual-stay',
  'request',
  ...holderKinds,
  'registered',
] as const;

/** Index of a kind of fact in `factKinds`. */
export const factKind = (name: (typeof factKinds)[number]): number => factKinds.indexOf(name);

/** Names that first appear in a segment, to be added to the dictionaries of earlier segments. */
export interface NewNames {
  readonly words: readonly string[];
  /** Streams of declarations, in the order of their first event. */
  readonly declarations: readonly string[];
  /** Month of each of those declarations, and words of its provider and of the municipality that received it. */
  readonly periods: readonly string[];
  readonly providers: readonly number[];
  readonly payers: readonly number[];
}

/**
 * Events of a region after position `after` up to and including `upTo`, as tables sorted by youth and then position.
 * Youth numbers continue from the previous segment.
 */
export interface Segment {
  readonly after: number;
  readonly upTo: number;
  readonly firstYouth: number;
  /** Pseudonyms of the youths that appear first in this segment. */
  readonly youths: TextColumn;
  readonly names: NewNames;
  readonly events: EventTable;
  readonly facts: FactTable;
  readonly care: CareTable;
  readonly assignments: AssignmentTable;
  /** Lines by the month of their declaration. */
  readonly lines: ReadonlyMap<string, LineTable>;
  /** The lines that may be the only evidence of care, repeated: an index by youth over all months. */
  readonly evidence: LineTable;
  readonly other: OtherTable;
}
