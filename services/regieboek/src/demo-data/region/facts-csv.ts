import { fromDay, type Day } from '@regieboek/kernel';
import type { Fact, Youth } from '../youths/youth.js';

const columns = [
  'region',
  'bsn',
  'birthDate',
  'factId',
  'kind',
  'from',
  'to',
  'municipality',
  'detail',
  'recordedOn',
  'withdrawnOn',
  'provider',
  'regular',
  'jjiLinked',
  'reference',
] as const;

const dayText = (day: Day | null | undefined): string => (day === null || day === undefined ? '' : fromDay(day));
const yesText = (value: boolean | undefined): string => (value ? 'yes' : '');

const rowOf = (region: string, { bsn, birth }: Youth, fact: Fact): string =>
  [
    region,
    bsn,
    fromDay(birth),
    fact.id,
    fact.kind,
    dayText(fact.from),
    dayText(fact.to),
    fact.municipality ?? '',
    fact.detail,
    fromDay(fact.recordedOn),
    dayText(fact.withdrawnOn),
    fact.provider ?? '',
    yesText(fact.regular),
    yesText(fact.jjiLinked),
    fact.kind === 'decision' ? `Z-${fact.id}` : '',
  ].join(',');

/** The residence facts of youths as CSV; no value holds a comma or a quote. Null when there are none. */
export function factsCsv(
  region: string,
  youths: readonly Youth[],
  factsOf: (youth: Youth) => readonly Fact[],
): string | null {
  const rows = youths.flatMap((youth) => factsOf(youth).map((fact) => rowOf(region, youth, fact)));
  return rows.length === 0 ? null : `${[columns.join(','), ...rows].join('\n')}\n`;
}
