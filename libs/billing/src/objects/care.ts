import { careRecords, type CareMessage, type CareRecord } from '../rules/care-record.js';
import type { Absence, Counting } from '../rules/counting.js';
import { intersect, toDay, type Interval } from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import type { CareForm, Contract, Product } from '@regieboek/events';
import { assignmentKey, type CareEvent, type YouthHistory } from '@regieboek/journal';

/** A care record with its contract terms. `product` null: the contract does not have it. */
export interface Care extends CareRecord {
  /** Municipality (CBS code) of the assignment, whose number is unique within it (TR332); null without assignment. */
  readonly municipality: string | null;
  readonly form: CareForm;
  readonly product: Product | null;
  readonly absences: readonly Absence[];
  /** All holidays of the youth at the provider: one account of paid days (A20). */
  readonly holidays: readonly Interval[];
}

/** Form of care of an iJw product category (JZ020) when no contract names the product. ASSUMPTION for 46, 54 and 55. */
const formOfCategory: Readonly<Record<string, CareForm>> = {
  '43': 'verblijf',
  '44': 'verblijf',
  '46': 'crisisverblijf',
  '47': 'jeugdreclassering',
  '48': 'jeugdbescherming',
};

/** Product of a code in a contract, or the only one of its category when there is no code. */
export function productOf(
  contract: Contract | undefined,
  category: string | null,
  code: string | null,
): Product | null {
  if (!contract) return null;
  if (code !== null) return contract.products.find((one) => one.code === code) ?? null;
  const ofCategory = contract.products.filter((one) => one.category === category);
  return ofCategory.length === 1 ? (ofCategory[0] ?? null) : null;
}

/** Form of care of a product, by the contract, otherwise by its category. */
export const formOf = (product: Product | null, category: string | null): CareForm =>
  product?.form ?? formOfCategory[category ?? ''] ?? 'ambulant';

/** Unit (eenheid) of periods of 24 hours (etmalen). */
export const ETMAAL = '14';

/** Counting of periods of 24 hours of a product: as in its contract, and by nights when it is not a stay (A18). */
export const countingOf = ({ form, counting }: Product): Counting =>
  stayForms.has(form) ? counting : { ...counting, method: 'NIGHT' };

/** Product of a message: its own, otherwise that of the assignment. */
function namedProduct(youth: YouthHistory, { key }: CareEvent): { category: string | null; code: string | null } {
  const assignment =
    key.assignment === null ? undefined : youth.assignments.get(assignmentKey(key.municipality, key.assignment));
  return { category: key.category ?? assignment?.category ?? null, code: key.code ?? assignment?.code ?? null };
}

function toMessage(youth: YouthHistory, event: CareEvent): CareMessage {
  const { provider, assignment } = event.key;
  const key = { provider, assignment, ...namedProduct(youth, event), begin: toDay(event.key.begin) };
  return event.kind === 'started' || event.kind === 'start-withdrawn'
    ? { ...key, kind: event.kind }
    : { ...key, kind: event.kind, end: event.end ?? key.begin, reason: event.reason ?? '' };
}

/** Municipality that is part of the identity of care: two of them may give a provider the same number (TR332). */
const municipalityOf = ({ key }: CareEvent): string | null => (key.assignment === null ? null : key.municipality);

const recordsOf = (youth: YouthHistory): (CareRecord & { readonly municipality: string | null })[] =>
  [...Map.groupBy(youth.care, municipalityOf)].flatMap(([municipality, events]) =>
    careRecords(events.map((event) => toMessage(youth, event))).map((record) => ({ ...record, municipality })),
  );

/** Care of one youth from its start and stop messages, with form and absences, in order of first day. */
export function careOf(youth: YouthHistory, contracts: ReadonlyMap<string, Contract>): Care[] {
  return recordsOf(youth)
    .sort((a, b) => a.from - b.from)
    .map((record) => {
      const product = productOf(contracts.get(record.provider), record.category, record.code);
      const ofProvider = youth.absences.filter(({ provider }) => provider === record.provider);
      return {
        ...record,
        product,
        form: formOf(product, record.category),
        absences: ofProvider.filter((one) => intersect(one, record)),
        holidays: ofProvider.filter(({ kind }) => kind === 'holiday'),
      };
    });
}
