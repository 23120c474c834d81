import { Refusal, type Fault, type Rejection } from '@regieboek/kernel';
import type { OpenItem, PeriodRefusal } from '../domain/periods/period.js';

/** The period was not sealed or reopened: a code for machines, a sentence for people, and the open items. */
export class PeriodRefused extends Refusal {
  override readonly name = 'PeriodRefused';
  constructor(
    code: PeriodRefusal,
    message: string,
    readonly open: readonly OpenItem[] = [],
  ) {
    super(code, kindOf[code], message, { faults: code === 'open-items' ? open.map(faultOf) : [] });
  }
}

/** An open item as a fault, with all its reasons. */
const faultOf = ({ item, reasons }: OpenItem): Fault => ({ place: item, text: reasons.join(' ') });

/** Kind of each refusal: a missing code does not compile. */
const kindOf: Readonly<Record<PeriodRefusal, 'invalid' | 'conflict'>> = {
  'already-sealed': 'conflict',
  'period-not-over': 'conflict',
  'period-out-of-range': 'invalid',
  'earlier-period-open': 'conflict',
  'later-period-sealed': 'conflict',
  'open-items': 'conflict',
  'unknown-item': 'invalid',
  'waived-twice': 'invalid',
  'too-many-waivers': 'invalid',
  'sensitive-text': 'invalid',
  'not-sealed': 'conflict',
};

/** The result of the month changed after the confirmation of its seal was requested. */
export const changedSinceAsked = (): Refusal =>
  new Refusal(
    'changed-since-asked',
    'conflict',
    'the month has another result now than when the seal was asked for: decline this request, and ask again',
  );

const isPeriodRefusal = (code: string): code is PeriodRefusal => Object.hasOwn(kindOf, code);

/** The error of a refusal by the decider of periods. */
export function refusalOf({ code, message }: Rejection, open: readonly OpenItem[]): Error {
  return isPeriodRefusal(code) ? new PeriodRefused(code, message, open) : new Error(`unknown refusal ${code}`);
}
