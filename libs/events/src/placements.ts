import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import { careForm, category, date, frequency, municipality, productCode, provider, unit, youth } from './fields.js';

const span = { from: date, to: date.nullable() };
const base = { id: z.string().min(1).max(64) };

/** A fact that bears on residence (woonplaats). What it says, apart from when it became known. */
export const residenceFact = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    ...span,
    kind: z.literal('registration'),
    /** Null only where no Dutch municipality is known: abroad, or no address. */
    municipality: municipality.nullable(),
    address: z.enum([
      'woonadres',
      'woonadres-instelling',
      'woonadres-geheim',
      'woonadres-in-onderzoek',
      'briefadres',
      'bijzondere-opvang',
      'buitenland',
    ]),
  }),
  z.object({ ...base, kind: z.literal('mother-at-birth'), municipality }),
  z.object({
    ...base,
    ...span,
    kind: z.literal('custody'),
    holder: z.enum(['ouder', 'voogd', 'GI', 'overleden', 'gezag-verloren', 'geen', 'onbekend']),
    municipality: municipality.nullable(),
  }),
  z.object({ ...base, ...span, kind: z.literal('actual-stay'), municipality }),
  z.object({ ...base, kind: z.literal('request'), on: date }),
  z.object({
    ...base,
    ...span,
    kind: z.literal('care'),
    form: careForm,
    provider: z.string().min(1).max(60),
    regular: z.boolean(),
    jjiLinked: z.boolean(),
  }),
  z.object({ ...base, ...span, kind: z.literal('decision'), municipality, ground: z.string().min(1).max(40) }),
]);

/** A youth became known to the region, under a pseudonym. */
export const youthRegistered = declare('placements.youth-registered.v1', z.object({ youth, birth: date }));

/** A residence fact became known on `recordedOn`. */
export const residenceFactRecorded = declare(
  'placements.residence-fact-recorded.v1',
  z.object({ youth, recordedOn: date, fact: residenceFact }),
);

/** A residence fact turned out not to hold: withdrawn on `withdrawnOn`, never erased. */
export const residenceFactWithdrawn = declare(
  'placements.residence-fact-withdrawn.v1',
  z.object({ youth, withdrawnOn: date, factId: z.string().min(1) }),
);

/** Court authorisation for closed youth care (machtiging gesloten jeugdhulp, Jeugdwet 6.1.2-6.1.4). */
export const authorisation = z.object({
  id: z.string().min(1).max(64),
  kind: z.enum(['machtiging', 'spoedmachtiging', 'voorwaardelijke-machtiging']),
  /** Whether a conditional authorisation extends an earlier one (6.1.12). */
  extension: z.boolean(),
  from: date,
  to: date,
});

/** A court authorisation was registered. */
export const authorisationRecorded = declare(
  'placements.authorisation-recorded.v1',
  z.object({ youth, recordedOn: date, authorisation }),
);

/** An assignment (toewijzing) as the JW301 gives it; a later decision on the same number replaces it. */
export const assignmentDecided = declare(
  'placements.assignment-decided.v1',
  z.object({
    youth,
    municipality,
    provider,
    number: z.int().min(0),
    /** Moment of decision, local ISO text without zone: Toewijzingsdatum + Toewijzingstijd (IV013). */
    decidedAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/),
    category: category.nullable(),
    code: productCode.nullable(),
    from: date,
    to: date.nullable(),
    volume: z.int().min(0).nullable(),
    unit: unit.nullable(),
    frequency: frequency.nullable(),
    budgetCents: z.int().min(0).nullable(),
    /** RedenWijziging (JZ002); 13 is a removal. */
    reason: z.string().nullable(),
  }),
);

/** What a start or stop message points at: an assignment, or for task-based care a product. */
const careKey = {
  youth,
  municipality,
  provider,
  assignment: z.int().min(0).nullable(),
  category: category.nullable(),
  code: productCode.nullable(),
  begin: date,
};

/** Care started (JW305, status 1). */
export const careStarted = declare('placements.care-started.v1', z.object(careKey));
/** A start message was removed (JW305, status 3). */
export const careStartWithdrawn = declare('placements.care-start-withdrawn.v1', z.object(careKey));
/** Care stopped on `end`, the last day (JW307); reason 20 is a temporary stop. */
export const careStopped = declare(
  'placements.care-stopped.v1',
  z.object({ ...careKey, end: date, reason: z.string().min(1).max(2) }),
);
/** A stop message was removed (JW307, status 3). */
export const careStopWithdrawn = declare(
  'placements.care-stop-withdrawn.v1',
  z.object({ ...careKey, end: date, reason: z.string().min(1).max(2) }),
);

/** Whole days away from a stay (afwezigheid): first and last full day without presence. */
export const absenceRecorded = declare(
  'placements.absence-recorded.v1',
  z.object({
    youth,
    provider,
    id: z.string().min(1).max(64),
    kind: z.enum(['holiday', 'weekend', 'runaway', 'admission']),
    from: date,
    to: date,
  }),
);

export const placementsEvents = [
  youthRegistered,
  residenceFactRecorded,
  residenceFactWithdrawn,
  authorisationRecorded,
  assignmentDecided,
  careStarted,
  careStartWithdrawn,
  careStopped,
  careStopWithdrawn,
  absenceRecorded,
] as const;
export type PlacementsEvent = EventOf<(typeof placementsEvents)[number]>;
export type ResidenceFact = z.output<typeof residenceFact>;
export type Authorisation = z.output<typeof authorisation>;
export type Assignment = EventOf<typeof assignmentDecided>['data'];
export type CareKey = EventOf<typeof careStarted>['data'];
