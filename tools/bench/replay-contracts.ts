import type { JournalledEvent } from '@regieboek/journal';

/** Region of the replay benchmark. */
export const REGION = 'bench';

/** Its municipalities and providers. */
export const MUNICIPALITIES = ['0505', '0512', '0523', '0531', '0590', '0610', '0642', '0614', '0622', '0556'];
export const PROVIDERS = Array.from({ length: 30 }, (_, index) => String(99_990_001 + index));

/** An event before it has a position in a log. */
export type Told = Pick<JournalledEvent, 'stream' | 'type' | 'data'>;

const product = (code: string, form: string, unit: string) => ({
  code,
  category: code.slice(0, 2),
  name: code,
  form,
  unit,
  variant: 'effort',
  counting: { method: 'NIGHT', fundedAbsence: null },
  tariffs: [{ from: '2015-01-01', to: null, cents: 9_240 }],
  shortStayDays: null,
});

/** The region and its contracts. */
export function* beginning(): Generator<Told> {
  yield {
    stream: `${REGION}.region-${REGION}`,
    type: 'contracts.region-defined.v1',
    data: {
      region: REGION,
      name: REGION,
      organisation: REGION,
      municipalities: MUNICIPALITIES.map((code) => ({ code, name: code, from: '2015-01-01', to: null })),
      mergers: [],
      providersPaidBy: [],
      parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: '2026-01-01' },
    },
  };
  for (const provider of PROVIDERS)
    yield {
      stream: `${REGION}.contract-${provider}`,
      type: 'contracts.contract-agreed.v1',
      data: {
        region: REGION,
        provider,
        name: provider,
        from: '2015-01-01',
        to: null,
        products: [
          product('45A48', 'ambulant', '04'),
          product('45A53', 'ambulant', '04'),
          product('44A07', 'pleegzorg', '14'),
          product('44A28', 'verblijf', '14'),
        ],
        lumpSums: [],
        capacity: [],
      },
    };
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** Pseudonym of the youth with a number. */
export const youthId = (number: number): string =>
  `${hex(Math.imul(number, 0x9e3779b1) >>> 0, 8)}-1000-4000-8000-${hex(number, 12)}`;
