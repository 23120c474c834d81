/** Facts of the small examples that come with every figure: enough to measure it by hand. */
import type { BilledLine } from '@regieboek/billing';
import type { CareForm, Contract } from '@regieboek/events';
import type { Cut } from './question.js';

/** A stay of an example; by default in `verblijf` at provider 99990001, of the youth `a`, born on 2010-01-01. */
interface GivenStay {
  readonly youth?: string;
  readonly birth?: string;
  readonly from: string;
  /** Last day; absent while it runs. */
  readonly to?: string;
  readonly provider?: string;
  readonly form?: CareForm;
  readonly product?: string;
  readonly municipality?: string;
  readonly endReason?: string;
  /** First and last day of each leave. */
  readonly leaves?: readonly (readonly [from: string, to: string])[];
}

/** A group of places; by default of provider 99990001. */
interface GivenPlaces {
  readonly provider?: string;
  readonly group: string;
  readonly form: CareForm;
  readonly kind?: Contract['capacity'][number]['kind'];
  readonly places: number;
  readonly from: string;
  readonly to: string | null;
}

/** A billed part of a line; amounts are whole cents. */
type GivenBilled = Partial<BilledLine> & { readonly month: string; readonly cents: number };

/** An example: the question, and the facts. */
export interface GivenFacts {
  readonly from: string;
  readonly to: string;
  readonly by?: Cut;
  /** Last day that is seen; by default the last day of the question. */
  readonly seen?: string;
  readonly stays?: readonly GivenStay[];
  readonly places?: readonly GivenPlaces[];
  /** Products of every provider with places that are billed by the night, as `44/44A09`. */
  readonly products?: readonly string[];
  readonly billed?: readonly GivenBilled[];
}
