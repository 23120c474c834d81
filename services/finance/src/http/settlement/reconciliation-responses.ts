import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';
import { declaredClasses, expectedClasses } from '../../domain/reconciliation/reconcile.js';
import type { RecordedRemark } from '../../remarks/index.js';
import { statedMonth } from '../closing/responses.js';
import { workOutcomes, type ReconciliationResult, type WorkItem } from '../../reconciliation/index.js';

const { cents, date, month, municipality, provider } = fields;

const classTotal = component('ClassTotal', z.object({ lines: z.int().min(0), cents }));

const totals = {
  declared: z.record(z.enum(declaredClasses), classTotal).meta({ description: 'Every declared line is in one class.' }),
  expected: z.record(z.enum(expectedClasses), classTotal).meta({ description: 'Every expected line is in one class.' }),
};

/** A remark about a line of a work list. */
export const recordedRemark = component(
  'Remark',
  z.object({ key: z.string(), remark: z.string(), by: z.string(), on: z.string() }) satisfies z.ZodType<RecordedRemark>,
);

/** A line to review. */
const workItem = component(
  'WorkItem',
  z.object({
    outcome: z.enum(workOutcomes).meta({
      description: 'late: of an earlier month; credit: of a line that is not among these.',
    }),
    provider,
    municipality,
    youth: fields.youth.nullable(),
    assignment: z.int().min(0),
    category: z.string(),
    code: z.string(),
    from: date,
    to: date,
    unit: z.string(),
    reference: z.string().nullable(),
    codes: z.string().meta({ description: 'Retour codes (WJ001) of a refused line, separated by blanks.' }),
    basis: z.string().nullable().meta({ description: 'Basis of the expected line.' }),
    declaredVolume: z.int().nullable(),
    expectedVolume: z.int().nullable(),
    declaredCents: cents.nullable(),
    expectedCents: cents.nullable(),
    differenceCents: cents,
  }) satisfies z.ZodType<WorkItem>,
);

/** A reconciliation with its work list. */
export const reconciliation = component(
  'Reconciliation',
  z.object({
    region: z.string(),
    from: month,
    to: month,
    position: z.int().meta({ description: 'Log position at which both sides are known.' }),
    undecided: z.int(),
    totals: z.object(totals),
    providers: z.array(z.object({ provider, items: z.int(), ...totals })),
    items: z.array(workItem),
    remarks: z.array(recordedRemark).meta({ description: 'All remarks of the region, by the keys of lines.' }),
    states: z.array(statedMonth).meta({ description: 'State of each month now.' }),
  }) satisfies z.ZodType<ReconciliationResult>,
);
