import { z } from 'zod';
import { invalid } from '@regieboek/platform';
import { readTerms, type termsSchema, type Terms } from '../../settlement/index.js';

/** Terms of payment in a body. */
export const termsBody = z.record(
  z.string(),
  z.unknown().meta({ description: 'Terms of payment (betaalafspraken), in the format of docs/payments-file.md.' }),
);

/** Terms of payment for examples. */
export const termsExample = {
  ...{ format: 'regieboek-payments/1', region: 'zhz', organisation: { name: 'Serviceorganisatie Jeugd' } },
} satisfies Partial<z.input<typeof termsSchema>>;

/** Terms of a body, for the region of the path. Throws a Refusal (invalid) with all faults at once. */
export function termsOf(value: unknown, region: string): Terms {
  const read = readTerms(value);
  const faults =
    'faults' in read
      ? read.faults
      : read.terms.region === region
        ? []
        : [
            {
              path: ['region'],
              text: `is ${read.terms.region}, but the request is about ${region}: send the terms of that region`,
            },
          ];
  if ('terms' in read && faults.length === 0) return read.terms;
  const at = faults.map(({ path, text }) => ({ place: `/${['terms', ...path].map(String).join('/')}`, text }));
  throw invalid({ en: 'the terms of payment are invalid', nl: 'de betaalafspraken kloppen niet' }, at);
}
