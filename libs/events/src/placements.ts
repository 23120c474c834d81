import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import {
  careForm,
  category,
  date,
  fourEyes,
  frequency,
  givenId,
  guarded,
  municipality,
  productCode,
  provider,
  providerOrName,
  unit,
  youth,
} from './fields.js';

const span = { from: date, to: date.nullable() };
const base = { id: givenId };

/** Ground of a decision on residence (grond van een beslissing): an agreement, the convenant of 2022, binding advice, a judgment, a dispute, the college. */
const decisionGround = z.enum([
  'overeenkomst',
  'convenant',
  'bindend advies',
  'uitspraak',
  'geschil',
  'besluit',
  'overig',
]);

/** Number of a case or decision in the system where it is kept. */
const caseReference = guarded(
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,39}$/, 'at most 40 letters, digits and . _ : / -'),
);

/** The content of a fact about residence (woonplaats), without the time it became known. */
export const residenceFact = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    ...span,
    kind: z.literal('registration'),
    /** Null only when no Dutch municipality is known: abroad, or no address. */
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
    provider: providerOrName,
    regular: z.boolean(),
    jjiLinked: z.boolean(),
  }),
  z.object({
    ...base,
    ...span,
    kind: z.literal('decision'),
    municipality,
    ground: decisionGround,
    reference: caseReference.exactOptional(),
  }),
]);

/** Known part of a date of birth (DatumGebruik, CS139): the day, or only its month or year; the other parts are placeholders. */
const birthPrecision = z.enum(['day', 'month', 'year', 'none']);
export type BirthPrecision = z.output<typeof birthPrecision>;

const birthDate = {
  birth: date,
  /** Default: the day. */
  precision: birthPrecision.exactOptional(),
  /** Day on which it was reported: that of the message, or the day it was recorded. Omitted when unknown. */
  toldOn: date.exactOptional(),
};

/** A youth became known to the region, under a pseudonym. */
export const youthRegistered = declare('placements.youth-registered.v1', z.object({ youth, ...birthDate }));

/** The date of birth of a youth was completed, or corrected. */
export const birthDateCorrected = declare(
  'placements.birth-date-corrected.v1',
  z.object({ youth, birth: date, precision: birthPrecision, toldOn: date.nullable() }),
);

/** A residence fact became known on `recordedOn`. */
export const residenceFactRecorded = declare(
  'placements.residence-fact-recorded.v1',
  z.object({ youth, recordedOn: date, fact: residenceFact }),
);

/** A residence fact was wrong: withdrawn on `withdrawnOn`, never erased. */
export const residenceFactWithdrawn = declare(
  'placements.residence-fact-withdrawn.v1',
  z.object({ youth, withdrawnOn: date, factId: givenId }),
);

/** Court authorisation for closed youth care (machtiging gesloten jeugdhulp, Jeugdwet 6.1.2-6.1.4). */
const authorisation = z.object({
  id: givenId,
  kind: z.enum(['machtiging', 'spoedmachtiging', 'voorwaardelijke-machtiging']),
  /** True when a conditional authorisation extends an earlier one (6.1.12). */
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
    decidedAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)?$/),
    category: category.nullable(),
    code: productCode.nullable(),
    from: date,
    to: date.nullable(),
    volume: z.int().min(0).nullable(),
    unit: unit.nullable(),
    frequency: frequency.nullable(),
    budgetCents: z.int().min(0).nullable(),
    /** RedenWijziging (JZ002); 13 is a removal. */
    reason: z
      .string()
      .regex(/^[0-9]{2}$/, 'two digits (JZ002)')
      .nullable(),
  }),
);

/** Target of a start or stop message: an assignment, or for task-based care a product. */
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
  z.object({ ...careKey, end: date, reason: z.string().regex(/^[0-9]{1,2}$/, 'two digits (JZ588)') }),
);
/** A stop message was removed (JW307, status 3). */
export const careStopWithdrawn = declare(
  'placements.care-stop-withdrawn.v1',
  z.object({ ...careKey, end: date, reason: z.string().regex(/^[0-9]{1,2}$/, 'two digits (JZ588)') }),
);

/** Whole days away from a stay (afwezigheid): first and last full day without presence. */
export const absenceRecorded = declare(
  'placements.absence-recorded.v1',
  z.object({
    youth,
    provider,
    id: givenId,
    kind: z.enum(['holiday', 'weekend', 'runaway', 'admission']),
    from: date,
    to: date,
  }),
);

/** Ground on which the data of a youth are erased (grond voor wissing): a term that ended, a request (AVG art. 17), unlawful processing, a court. */
export const erasureGround = z.enum(['term-ended', 'request', 'unlawful', 'court']);
export type ErasureGround = z.output<typeof erasureGround>;

/**
 * Identity, messages and answers of a youth were erased (gewist) on `erasedOn`: their key is destroyed everywhere. Data needed for
 * the books stay under the pseudonym. `alsoAs`: ids of the same youth in messages without a single region.
 */
export const youthErased = declare(
  'placements.youth-erased.v1',
  z.object({
    youth,
    erasedOn: date,
    ground: erasureGround,
    alsoAs: z.array(youth),
    /** Codes of both people who decided on it; omitted when one person decided. */
    fourEyes: fourEyes.exactOptional(),
  }),
);

export const placementsEvents = [
  youthRegistered,
  birthDateCorrected,
  residenceFactRecorded,
  residenceFactWithdrawn,
  authorisationRecorded,
  assignmentDecided,
  careStarted,
  careStartWithdrawn,
  careStopped,
  careStopWithdrawn,
  absenceRecorded,
  youthErased,
] as const;
export type PlacementsEvent = EventOf<(typeof placementsEvents)[number]>;
export type ResidenceFact = z.output<typeof residenceFact>;
export type Authorisation = z.output<typeof authorisation>;
export type Assignment = EventOf<typeof assignmentDecided>['data'];
export type CareKey = EventOf<typeof careStarted>['data'];
