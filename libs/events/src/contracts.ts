import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import {
  careForm,
  category,
  cents,
  date,
  givenId,
  guarded,
  municipality,
  productCode,
  provider,
  region,
  safeText,
  unit,
} from './fields.js';

/** Name of a region, an organisation or a product; never of a person. */
const name = safeText(1, 200);

/** A regional reorganisation (herindeling): codes that ended on `date`, and their successor; null when split up. */
export const merger = z.object({
  date,
  from: z.array(municipality).min(1),
  to: municipality.nullable(),
});

const regionMunicipality = z.object({
  code: municipality,
  name,
  from: date,
  to: date.nullable(),
});

/** Code of a form of help in the list of a region: lower-case letters, digits and dashes. */
const helpFormCode = guarded(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and dashes'));

/**
 * A form of help (vorm van jeugdhulp, Jeugdwet art. 2.2.3; Stb. 2025, 357) while it is listed; `successor` is the form that
 * replaced it, null when none did or it still exists.
 */
export const helpForm = z.object({
  code: helpFormCode,
  name: safeText(1, 120),
  from: date,
  to: date.nullable(),
  successor: helpFormCode.nullable(),
});

/** Who pays the providers of a region from a day on: the municipality that receives a declaration, or the organisation. */
export const paidBy = z.object({ from: date, by: z.enum(['municipality', 'organisation']) });

/** Terms before data of a youth may be erased (bewaartermijnen). */
export const retentionTerms = z.strictObject({
  /** Full years after the book year of the last billed month. */
  bookYears: z.int().min(1).max(50),
  /** Years after the last care in which a municipality can claim. */
  claimYears: z.int().min(1).max(50),
  /** Age after which no claim is expected. */
  claimAge: z.int().min(18).max(100),
});

/** Smallest count that public figures may show: 5 or 10. */
export const smallCellLimit = z.union([z.literal(5), z.literal(10)]);

/** A region (jeugdregio) with its municipalities by date and its choices under the residence principle. */
export const regionDefined = declare(
  'contracts.region-defined.v1',
  z.object({
    region,
    name,
    organisation: name,
    municipalities: z.array(regionMunicipality).min(1),
    mergers: z.array(merger),
    /** In order of day; municipalities pay before the first entry, and when there are no entries. */
    providersPaidBy: z.array(paidBy),
    /** Forms of help that products name. */
    helpForms: z.array(helpForm).exactOptional(),
    parameters: z.object({
      gapToleranceDays: z.int().min(0),
      partTimeStayPolicy: z.enum(['chain', 'ambulant']),
      wlzStayFrom: date,
      /** Terms before data of a youth may be erased (bewaartermijnen); default: 7 years, 7 years, age 30. */
      retention: retentionTerms.exactOptional(),
      /** Counts below it are hidden in public figures; default: 10. */
      smallCellLimit: smallCellLimit.exactOptional(),
    }),
  }),
);

/** Limits of paid absence (bekostigde afwezigheid) from a contract, in whole days away. */
const fundedAbsence = z.object({
  holidayPerRowDays: z.int().min(0),
  holidayPerYearDays: z.int().min(0),
  runawayDays: z.int().min(0),
  admissionDays: z.int().min(0),
  weekendLeave: z.boolean(),
});

/** How stay days are counted (telwijze): nights, or days with presence, the latter with or without paid absence. */
const counting = z.object({
  method: z.enum(['NIGHT', 'PRESENCE']),
  fundedAbsence: fundedAbsence.nullable(),
});

const tariff = z.object({ from: date, to: date.nullable(), cents: cents.min(0) });

/** A product of a contract: its code in the standard, its form of care and its tariffs by period. */
export const product = z.object({
  code: productCode,
  category,
  name,
  form: careForm,
  unit,
  /** Delivery variant (uitvoeringsvariant) of iJw: effort (inspanningsgericht) or output (outputgericht). */
  variant: z.enum(['effort', 'output']),
  counting,
  tariffs: z.array(tariff),
  /** Form of help in the list of the region, by its code on the first day of the product. */
  helpForm: helpFormCode.exactOptional(),
  /** Longest planned stay in days for short stays (ThuisBest: 56), or null. */
  shortStayDays: z.int().min(1).nullable(),
});

/** How a lump sum is divided (verdeelsleutel). Shares are whole weights; a hybrid is part fixed, part by use. */
export const allocationKey = z.discriminatedUnion('model', [
  z.object({ model: z.literal('fixed'), shares: z.record(municipality, z.int().min(0)) }),
  z.object({ model: z.literal('use'), fallback: z.record(municipality, z.int().min(0)) }),
  z.object({
    model: z.literal('hybrid'),
    fixedPercent: z.int().min(0).max(100),
    shares: z.record(municipality, z.int().min(0)),
  }),
  z.object({
    model: z.literal('multi-year'),
    history: z.record(z.string().regex(/^[0-9]{4}$/), z.record(municipality, z.int().min(0))),
  }),
]);

/** Task-based funding (taakgerichte bekostiging): a yearly amount, no client billing, divided by a key. */
export const lumpSum = z.object({
  id: givenId,
  name,
  from: date,
  to: date,
  yearlyCents: cents.min(0),
  forms: z.array(careForm).min(1),
  key: allocationKey,
});

/**
 * Availability per place (beschikbaarheid per plaats): a price per place and day, whether it is used or not, no client
 * billing, divided by a key.
 */
const availability = z.object({
  id: givenId,
  name,
  from: date,
  to: date,
  places: z.int().min(1).max(10_000),
  dailyCentsPerPlace: cents.min(0),
  forms: z.array(careForm).min(1),
  key: allocationKey,
});

/** Agreements billed by month, by their field in a contract; lump sums are separate, because every contract lists them. */
export const billedByMonth = { availability: z.array(availability).exactOptional() };

/** Kind of places (soort capaciteit): fixed, flexible, open or closed by need (hybrid), or with guidance around the clock. */
export const capacityKind = z.enum(['fixed', 'flexible', 'hybrid', 'guidance-24h']);

/** Level of a contract (contractniveau, Jeugdwet art. 2.19); default: regional. */
export const contractLevel = z.enum(['local', 'regional', 'supra-regional', 'national']);

const capacity = z.object({
  /** Default: fixed. */
  kind: capacityKind.exactOptional(),
  group: safeText(1, 100),
  form: careForm,
  places: z.int().min(0),
  from: date,
  to: date.nullable(),
});

/** Everything agreed with one provider, valid from now on; a later agreement replaces it as a whole. */
export const contractAgreed = declare(
  'contracts.contract-agreed.v1',
  z.object({
    region,
    provider,
    name,
    from: date,
    to: date.nullable(),
    /** Number in the trade register (KvK-nummer). */
    kvk: z
      .string()
      .regex(/^[0-9]{8}$/, 'eight digits (KvK number)')
      .exactOptional(),
    level: contractLevel.exactOptional(),
    products: z.array(product),
    lumpSums: z.array(lumpSum),
    ...billedByMonth,
    capacity: z.array(capacity),
  }),
);

/** A contract that is no longer in the region file: it does not apply from this event on. */
export const contractWithdrawn = declare('contracts.contract-withdrawn.v1', z.object({ region, provider }));

/** A region's choices where the sources of iJw contradict each other (iJw 3.2, §9); defaults to the product's own. */
export const ijwSettings = z.strictObject({
  /** TR319: 9319 on the line, or 0001 on the whole message. */
  periodAfterDeclaration: z.enum(['level 3', 'level 2']).exactOptional(),
  /** TR369: which lines are added up and compared with a budget. */
  budgetSum: z.enum(['submitted amounts', 'delivered volumes']).exactOptional(),
  /** A line of a known client on the assignment of another: code of the line, or of the client. */
  foreignAssignment: z.enum(['9338', '8187']).exactOptional(),
  /** TR318: which earlier declarations a declaration follows. */
  earlierPeriods: z.enum(['provider and municipality', 'provider']).exactOptional(),
  /** TR318: days from its own that a declaration waits for that of a month in between; 0: it never waits. */
  predecessorWaitDays: z.int().min(0).max(60).exactOptional(),
  /** TR314: `free` when the reference of a rejected line may be used again. */
  referenceOfRejectedLine: z.enum(['used', 'free']).exactOptional(),
  /** TR321: the period that carries the broken last week of an output-based assignment. */
  brokenLastWeek: z.enum(['last Sunday', 'end date']).exactOptional(),
  /** TR349-TR351: which assignments a change request has to name. */
  currentAssignments: z.enum(['not ended', 'started and not ended']).exactOptional(),
});

/** A region's choices from this event on; they replace all earlier ones. */
export const ijwSettingsChosen = declare(
  'contracts.ijw-settings-chosen.v1',
  z.object({ region, settings: ijwSettings }),
);

export const contractsEvents = [regionDefined, contractAgreed, contractWithdrawn, ijwSettingsChosen] as const;
export type ContractsEvent = EventOf<(typeof contractsEvents)[number]>;
export type RegionDefinition = EventOf<typeof regionDefined>['data'];
export type Contract = EventOf<typeof contractAgreed>['data'];
export type Product = z.output<typeof product>;
export type LumpSum = z.output<typeof lumpSum>;
export type AllocationKey = z.output<typeof allocationKey>;
export type Counting = z.output<typeof counting>;
export type IjwSettings = z.output<typeof ijwSettings>;
