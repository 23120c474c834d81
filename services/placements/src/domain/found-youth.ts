import { careOf } from '@regieboek/billing';
import type { Assignment, Contract } from '@regieboek/events';
import type { YouthHistory } from '@regieboek/journal';
import { fromDay, OPEN, type CalendarDate } from '@regieboek/kernel';

/** Care of a youth as start and stop messages report it. */
interface FoundCare {
  readonly provider: string;
  readonly providerName: string;
  /** Municipality that assigned it; null without an assignment. */
  readonly municipality: string | null;
  readonly assignment: number | null;
  readonly form: string;
  readonly product: string | null;
  readonly from: CalendarDate;
  /** Null while it runs. */
  readonly to: CalendarDate | null;
}

/** An assignment of a youth. */
interface FoundAssignment {
  readonly municipality: string;
  readonly number: number;
  readonly provider: string;
  readonly providerName: string;
  readonly category: string | null;
  readonly code: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** A youth by its pseudonym, with its care. */
export interface FoundYouth {
  readonly youth: string;
  readonly care: readonly FoundCare[];
  readonly assignments: readonly FoundAssignment[];
  /** True when its address is secret for the caller: then care and assignments are left out, which would tell where it is. */
  readonly isSecret: boolean;
}

const byDay = <One extends { readonly from: string }>(a: One, b: One): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : 0;

const asFound = (assignment: Assignment, nameOf: (agb: string) => string): FoundAssignment => {
  const { municipality, number, provider, category, code, from, to } = assignment;
  return { municipality, number, provider, providerName: nameOf(provider), category, code, from, to };
};

/** A youth with its care and assignments, by first day. */
export function foundYouth(youth: YouthHistory, contracts: ReadonlyMap<string, Contract>): FoundYouth {
  const nameOf = (agb: string): string => contracts.get(agb)?.name ?? '';
  const care = careOf(youth, contracts).map(({ provider, municipality, assignment, form, product, from, to }) => ({
    ...{ provider, providerName: nameOf(provider), municipality, assignment, form, product: product?.code ?? null },
    ...{ from: fromDay(from), to: to === OPEN ? null : fromDay(to) },
  }));
  const assignments = [...youth.assignments.values()].map((one) => asFound(one, nameOf));
  return { youth: youth.youth, care: care.toSorted(byDay), assignments: assignments.toSorted(byDay), isSecret: false };
}

/** Only the pseudonym of a youth whose address is secret. */
export const secretYouth = (youth: string): FoundYouth => ({ youth, care: [], assignments: [], isSecret: true });
