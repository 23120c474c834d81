import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';
import type { MadeLateBilling } from '../queries/get-late-billing.js';

const amounts = {
  declaredCents: z.int().meta({ description: 'Approved up to now.' }),
  expectedCents: z.int().meta({ description: 'Expected when all is declared.' }),
  lowCents: z.int().meta({ description: 'Lower limit of 95 % of what is expected.' }),
  highCents: z.int().meta({ description: 'Upper limit of 95 % of what is expected.' }),
};

/** Amounts still to be declared, as returned by the API. */
export const lateBillingAnswer = component(
  'LateBilling',
  z.strictObject({
    region: z.string(),
    municipality: z.string().nullable(),
    provider: z.string().nullable(),
    position: z.int().meta({ description: 'Position of the log up to which events count.' }),
    knownOn: fields.date.meta({ description: 'Last day that is seen.' }),
    months: z.array(
      z.strictObject({
        month: fields.month.meta({ description: 'Month of care.' }),
        ages: z.int().meta({ description: 'Months of declaration seen since, with the month itself.' }),
        ...amounts,
      }),
    ),
    total: z.strictObject(amounts),
  }),
);

/** Amounts still to be declared, as in `lateBillingAnswer`. */
export const lateBillingJson = ({
  made,
  question,
  lateBilling: { months, total },
}: MadeLateBilling): z.output<typeof lateBillingAnswer> => ({
  ...{ region: made.region, municipality: question.municipality ?? null, provider: question.provider ?? null },
  ...{ position: made.position, knownOn: made.knownOn },
  months: months.map((one) => ({ ...one })),
  total,
});
