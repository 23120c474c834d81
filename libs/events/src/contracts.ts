import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import { careForm, category, cents, date, municipality, productCode, provider, region, unit } from './fields.js';

/** A regional reorganisation (herindeling): codes that ended on `date`, and their successor; null when split up. */
export const merger = z.object({
  date,
  from: z.array(municipality).min(1),
  to: municipality.nullable(),
});

const regionMunicipality = z.object({
  code: municipality,
  name: z.string().min(1),
  from: date,
  to: date.nullable(),
});

/** A region (jeugdregio) with its municipalities by date and its choices under the residence principle. */
export const regionDefined = declare(
  'contracts.region-defined.v1',
  z.object({
    region,
    name: z.string().min(1),
    organisation: z.string().min(1),
    municipalities: z.array(regionMunicipality).min(1),
    mergers: z.array(merger),
    parameters: z.object({
      gapToleranceDays: z.int().min(0),
      partTimeStayPolicy: z.enum(['chain', 'ambulant']),
      wlzStayFrom: date,
    }),
  }),
);

/** Limits of paid absence (bekostigde afwezigheid) from a contract, in whole days away. */
export const fundedAbsence = z.object({
  holidayPerRowDays: z.int().min(0),
  holidayPerYearDays: z.int().min(0),
  runawayDays: z.int().min(0),
  admissionDays: z.int().min(0),
  weekendLeave: z.boolean(),
});

/** How stay days are counted (telwijze): nights, or days with presence, the latter with or without paid absence. */
export const counting = z.object({
  method: z.enum(['NIGHT', 'PRESENCE']),
  fundedAbsence: fundedAbsence.nullable(),
});

const tariff = z.object({ from: date, to: date.nullable(), cents: cents.min(0) });

/** A product of a contract: what the standard calls it, what form of care it is, and its tariff per period. */
export const product = z.object({
  code: productCode,
  category,
  name: z.string().min(1),
  form: careForm,
  unit,
  /** Delivery variant (uitvoeringsvariant) of iJw: effort (inspanningsgericht) or output (outputgericht). */
  variant: z.enum(['effort', 'output']),
  counting,
  tariffs: z.array(tariff),
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
  id: z.string().min(1),
  name: z.string().min(1),
  from: date,
  to: date,
  yearlyCents: cents.min(0),
  forms: z.array(careForm).min(1),
  key: allocationKey,
});

const capacity = z.object({
  group: z.string().min(1),
  form: careForm,
  places: z.int().min(0),
  from: date,
  to: date.nullable(),
});

/** Everything agreed with one provider, as it stands from now on; a later agreement replaces it as a whole. */
export const contractAgreed = declare(
  'contracts.contract-agreed.v1',
  z.object({
    region,
    provider,
    name: z.string().min(1),
    from: date,
    to: date.nullable(),
    products: z.array(product),
    lumpSums: z.array(lumpSum),
    capacity: z.array(capacity),
  }),
);

/** A contract that the region file no longer holds: nothing of it applies from this event on. */
export const contractWithdrawn = declare('contracts.contract-withdrawn.v1', z.object({ region, provider }));

/** Readings that a region chose where the sources of iJw contradict each other (iJw 3.2, §9); left out: the product's own. */
export const ijwSettings = z.strictObject({
  /** TR319: 9319 on the line, or 0001 on the whole message. */
  periodAfterDeclaration: z.enum(['level 3', 'level 2']).exactOptional(),
  /** TR369: what is added up and held against a budget. */
  budgetSum: z.enum(['submitted amounts', 'delivered volumes']).exactOptional(),
  /** A line of a known client on the assignment of another: code of the line, or of the client. */
  foreignAssignment: z.enum(['9338', '8187']).exactOptional(),
  /** TR318: which earlier declarations a declaration follows. */
  earlierPeriods: z.enum(['provider and municipality', 'provider']).exactOptional(),
  /** TR314: whether the reference of a rejected line can be used again. */
  referenceOfRejectedLine: z.enum(['used', 'free']).exactOptional(),
  /** TR321: the period that carries the broken last week of an output-based assignment. */
  brokenLastWeek: z.enum(['last Sunday', 'end date']).exactOptional(),
  /** TR349-TR351: which assignments a change request has to name. */
  currentAssignments: z.enum(['not ended', 'started and not ended']).exactOptional(),
});

/** What a region chose from this event on; it replaces what was chosen before as a whole. */
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
export type FundedAbsence = z.output<typeof fundedAbsence>;
export type IjwSettings = z.output<typeof ijwSettings>;
