import { careKeyOf } from '../rules/care-record.js';
import { numberOfDays, type Counting } from '../rules/counting.js';
import { intersect, merge, type Interval } from '@regieboek/kernel';
import { stayForms, type Parameters } from '@regieboek/residence';
import type { Contract, Product } from '@regieboek/events';
import { isCredit, type ApprovedDeclaredLine } from './approved-lines.js';
import { careOf, countingOf, ETMAAL, formOf, productOf, type Care } from './care.js';
import { careOn, evidenceOf } from './evidence.js';
import type { YouthHistory } from '@regieboek/journal';
import type { ObjectRules } from './object-rules.js';
import { toResidenceCare, youthFacts } from './youth-facts.js';

/** Days of care of a youth at a provider in a form, for a responsible municipality under its code of these days. */
export interface Use {
  readonly provider: string;
  readonly form: string;
  readonly municipality: string;
  readonly days: number;
}

/** Inputs of the days of use of a youth: contracts, window, rules and approved lines. */
export interface UseQuestion {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly parameters: Parameters;
  readonly window: Interval;
  readonly rules: Pick<ObjectRules, 'residence' | 'counting'>;
  /** Approved lines of the youth of declarations of any month. */
  readonly lines: readonly ApprovedDeclaredLine[];
}

/** Days of a youth at a provider of one product. */
interface UsedDays {
  readonly provider: string;
  readonly form: string;
  readonly product: string;
  readonly days: readonly Interval[];
}

/**
 * Days of care per provider, form and municipality of one youth in a window: the use by which lump sums are divided. They are the
 * days by which a line of the product would be divided, each once for a youth and product (A4); care known only from a line counts
 * on every day (A27).
 */
export function daysOfUse(youth: YouthHistory, question: UseQuestion): Use[] {
  const { contracts, parameters, window, lines, rules } = question;
  const care = careOf(youth, contracts);
  const evidence = evidenceOf({ lines, care, youth, contracts, mergers: parameters.mergers });
  const used = [
    ...careUsed(care, question),
    ...evidence.flatMap((one): UsedDays[] => {
      const days = intersect(one, window);
      return days ? [{ provider: one.provider, form: one.form, product: one.code, days: [days] }] : [];
    }),
  ];
  if (used.length === 0) return [];
  const known = [
    ...care.map(toResidenceCare),
    ...evidence.map(({ assignment, ...one }) => ({ ...one, id: `assignment:${assignment}` })),
  ];
  const responsible = rules.residence.intervals(youthFacts(youth, known), parameters);
  const byProduct = Map.groupBy(used, ({ provider, form, product }) => `${provider}/${form}/${product}`);
  return [...byProduct.values()].flatMap((own) => {
    const days = merge(own.flatMap((one) => one.days));
    return responsible.flatMap((interval) => {
      const { municipality } = interval;
      const count = numberOfDays(days.flatMap((run) => intersect(run, interval) ?? []));
      const [about] = own;
      return about && count > 0 && municipality !== null
        ? [{ provider: about.provider, form: about.form, municipality, days: count }]
        : [];
    });
  });
}

/** Days of use from care messages, per assignment (or product, without an assignment): the days by which a line on it would be divided. */
function careUsed(care: readonly Care[], { contracts, parameters, window, lines, rules }: UseQuestion): UsedDays[] {
  const debits = lines.filter(({ line }) => !isCredit(line));
  const byKey = Map.groupBy(care, (one) => `${one.municipality ?? ''}/${careKeyOf(one)}`);
  return [...byKey.values()].flatMap((records): UsedDays[] => {
    const [first] = records;
    if (!first) return [];
    const { provider, category, code } = first;
    const product = first.product ?? productOfLines(first, { debits, contracts, parameters });
    const isSeveral = !product && code === null && isOfferedBy(contracts.get(provider), category);
    const form = formOf(product, category);
    const counting = product ? countingOfUse(product) : isSeveral ? nightsOf(form) : null;
    const divided = rules.counting.divisionDays(records, counting, window);
    return divided ? [{ provider, form, product: product?.code ?? code ?? category ?? '', days: divided.days }] : [];
  });
}

/** Order by last day, then by product, so that the order of lines has no effect. */
const isAfter = ({ line: one }: ApprovedDeclaredLine, { line: other }: ApprovedDeclaredLine): boolean =>
  one.to === other.to ? one.code > other.code : one.to > other.to;

const countingOfUse = (product: Product): Counting | null => (product.unit === ETMAAL ? countingOf(product) : null);

/**
 * Nights without paid absence for stays: a category with several products in the contract, without a line that names one (A29).
 */
const nightsOf = (form: string): Counting | null =>
  stayForms.has(form) ? { method: 'NIGHT', fundedAbsence: null } : null;

const isOfferedBy = (contract: Contract | undefined, category: string | null): boolean =>
  contract?.products.some((one) => one.category === category) ?? false;

/** Product of the last line on an assignment by category. */
function productOfLines(
  care: Care,
  {
    debits,
    contracts,
    parameters,
  }: Pick<UseQuestion, 'contracts' | 'parameters'> & { readonly debits: readonly ApprovedDeclaredLine[] },
): Product | null {
  if (care.code !== null || care.assignment === null) return null;
  const own = debits.filter((one) => careOn([care], one, parameters.mergers).length > 0);
  const last = own.reduce<ApprovedDeclaredLine | undefined>(
    (one, other) => (one && isAfter(one, other) ? one : other),
    undefined,
  );
  return last ? productOf(contracts.get(last.provider), last.line.category, last.line.code) : null;
}
