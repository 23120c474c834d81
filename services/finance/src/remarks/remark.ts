import { z } from 'zod';
import { fields } from '@regieboek/events';
import type { Sentence } from '@regieboek/kernel';

/** Maximum characters of a remark, and of the key of a line. */
const REMARK_MAX = 300;
const KEY_MAX = 120;

/** Remarks that are written at once. */
export const REMARKS_MAX = 10_000;

/** A remark about a line of a work list, with its key; an empty one deletes the earlier remark. */
export const remark = z.object({
  key: z
    .string()
    .max(KEY_MAX)
    .regex(/^[0-9]{8}[./][\x21-\x7e]+$/, 'the key of a line, as the work list has it')
    .meta({ description: 'Key of a line of a work list.', example: '99990001.L1' }),
  remark: z
    .union([z.literal(''), fields.safeText(1, REMARK_MAX)])
    .meta({ description: 'One line without personal data; empty: deletes the remark.', example: 'asked on 3 March' }),
});
export type Remark = z.output<typeof remark>;

/** A remark as recorded. */
export interface RecordedRemark extends Remark {
  readonly by: string;
  readonly on: string;
}

/** What is wrong with a field of a remark, and the remedy; the text itself is not repeated. */
const faultTexts: Readonly<Record<'key' | 'remark', Sentence>> = {
  key: {
    en: 'must be the key of a line, as the work list has it: leave that column as it is',
    nl: 'moet de sleutel van een regel zijn, zoals die in de werklijst staat: laat die kolom zoals hij is',
  },
  remark: {
    en: `must be one line of at most ${REMARK_MAX} characters without a citizen service number (BSN): shorten it, or remove the number`,
    nl: `moet één regel van ten hoogste ${REMARK_MAX} tekens zijn, zonder burgerservicenummer (BSN): kort haar in of haal het nummer weg`,
  },
};

/** A fault of a remark: the index of the remark, the field, and what is wrong with it. */
export interface RemarkFault {
  readonly index: number;
  readonly field: 'key' | 'remark';
  readonly text: Sentence;
}

/** Faults of remarks, the first of each. */
export function remarkFaults(remarks: readonly unknown[]): RemarkFault[] {
  return remarks.flatMap((one, index): RemarkFault[] => {
    const parsed = remark.safeParse(one);
    if (parsed.success) return [];
    const field = parsed.error.issues[0]?.path[0] === 'key' ? 'key' : 'remark';
    return [{ index, field, text: faultTexts[field] }];
  });
}
