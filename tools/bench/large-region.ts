import pMap from 'p-map';
import { IdentityVault } from '@regieboek/placements';
import { messageHeader, writeMessage, type JW301, type JW323 } from '@regieboek/ijw';
import { eventId, streamName, type EventLog } from '@regieboek/eventing';
import { validated, type DomainEvent } from '@regieboek/events';
import { fromDay, toDay, addMonths, lastDayOf, monthOf, passesElevenTest, type CalendarDate } from '@regieboek/kernel';
import type { Regieboek } from '@regieboek/app';
import { withinRegion } from '@regieboek/platform';

const PROVIDER = '99990001';
const MUNICIPALITIES = ['0505', '0512', '0590', '0610', '0642'] as const;
const REGION = 'bench';
const FIRST = toDay('2024-01-01');
const TARIFF = 9_240;

const definition: DomainEvent = {
  type: 'contracts.region-defined.v1',
  data: {
    region: REGION,
    name: 'Bench',
    organisation: 'Bench',
    municipalities: MUNICIPALITIES.map((code) => ({ code, name: code, from: '2015-01-01' as CalendarDate, to: null })),
    mergers: [],
    providersPaidBy: [],
    parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: '2026-01-01' as CalendarDate },
  },
};

const counting = { method: 'NIGHT' as const, fundedAbsence: null };
const tariffs = [{ from: '2023-01-01' as CalendarDate, to: null, cents: TARIFF }];
const common = { variant: 'effort' as const, counting, tariffs, shortStayDays: null };

const contract: DomainEvent = {
  type: 'contracts.contract-agreed.v1',
  data: {
    region: REGION,
    provider: PROVIDER,
    name: 'Bench',
    from: '2023-01-01' as CalendarDate,
    to: null,
    products: [
      { code: '45A04', category: '45', name: 'Ambulant', form: 'ambulant', unit: '04', ...common },
      { code: '44A09', category: '44', name: 'Verblijf', form: 'verblijf', unit: '14', ...common },
    ],
    lumpSums: [],
    capacity: [],
  },
};

/** The `index`th number below 999999999 that passes the eleven test. */
function bsns(count: number): string[] {
  const found: string[] = [];
  for (let number = 999_990_000; found.length < count; number -= 1) {
    const text = String(number);
    if (passesElevenTest(text)) found.push(text);
  }
  return found;
}

/** Every fourth youth stays somewhere; every twelfth moves within the year. */
const staysAway = (index: number): boolean => index % 4 === 0;

function factsOf(index: number, youth: string): DomainEvent[] {
  const home = MUNICIPALITIES[index % MUNICIPALITIES.length] ?? '0505';
  const next = MUNICIPALITIES[(index + 1) % MUNICIPALITIES.length] ?? '0512';
  const born = FIRST - 365 * (5 + (index % 12));
  const registration = (id: string, municipality: string, from: number, to: number | null): DomainEvent => ({
    type: 'placements.residence-fact-recorded.v1',
    data: {
      youth,
      recordedOn: fromDay(FIRST),
      fact: {
        id,
        kind: 'registration',
        municipality,
        address: 'woonadres',
        from: fromDay(from),
        to: to === null ? null : fromDay(to),
      },
    },
  });
  const moved = FIRST + (index % 330);
  const moves = index % 12 === 0;
  return [
    { type: 'placements.youth-registered.v1', data: { youth, birth: fromDay(born) } },
    registration('r1', home, born, moves ? moved - 1 : null),
    ...(moves ? [registration('r2', next, moved, null)] : []),
    {
      type: 'placements.residence-fact-recorded.v1',
      data: { youth, recordedOn: fromDay(FIRST), fact: { id: 'm', kind: 'mother-at-birth', municipality: home } },
    },
  ];
}

const product = (index: number) =>
  staysAway(index)
    ? { category: '44', code: '44A09', unit: '14' as const }
    : { category: '45', code: '45A04', unit: '04' as const };

function assignmentOf(index: number, youth: string): DomainEvent {
  const { category, code, unit } = product(index);
  return {
    type: 'placements.assignment-decided.v1',
    data: {
      youth,
      municipality: MUNICIPALITIES[0],
      provider: PROVIDER,
      number: index + 1,
      decidedAt: '2023-12-01T10:00:00',
      category,
      code,
      from: fromDay(FIRST),
      to: null,
      volume: 31,
      unit,
      frequency: '4',
      budgetCents: null,
      reason: null,
    },
  };
}

const startOf = (index: number, youth: string): DomainEvent => {
  const { category, code } = product(index);
  return {
    type: 'placements.care-started.v1',
    data: {
      youth,
      municipality: MUNICIPALITIES[0],
      provider: PROVIDER,
      assignment: index + 1,
      category,
      code,
      begin: fromDay(FIRST),
    },
  };
};

const append = (log: EventLog, category: string, id: string, events: readonly DomainEvent[]) => {
  const stream = streamName(REGION, category, id);
  return log.append(
    stream,
    'none',
    events.map((event, i) => ({ id: eventId(stream, i), ...validated(event) })),
  );
};

/** One JW323 of all youths for the `month`th month. */
function declaration(numbers: readonly string[], month: number): string {
  const from = addMonths(FIRST, month);
  const to = lastDayOf(monthOf(from));
  const period = { begindatum: fromDay(from), einddatum: fromDay(to) };
  const signed = fromDay(to + 5);
  const volume = to - from + 1;
  const clienten = numbers.map((bsn, index) => ({
    bsn,
    prestaties: [
      {
        productReferentie: { referentieNummer: `B${month}-${index}` },
        toewijzingNummer: index + 1,
        productCategorie: product(index).category,
        productCode: product(index).code,
        productPeriode: period,
        geleverdVolume: volume,
        eenheid: product(index).unit,
        productTarief: TARIFF,
        ingediendBedrag: { bedrag: volume * TARIFF, debetCredit: 'D' },
      },
    ],
  }));
  const value = {
    header: messageHeader('JW323', {
      afzender: PROVIDER,
      ontvanger: MUNICIPALITIES[0],
      identificatie: `BENCH${month}`,
      dagtekening: signed,
    }),
    declaratie: {
      declaratieNummer: `BENCH${month}`,
      declaratiePeriode: period,
      declaratieDagtekening: signed,
      totaalIngediendBedrag: { totaalBedrag: numbers.length * volume * TARIFF, debetCredit: 'D' },
      clienten,
    },
  };
  return writeMessage('JW323', value as JW323);
}

function extraAssignment(bsn: string, number: number): string {
  const begin = fromDay(FIRST);
  const value = {
    header: messageHeader('JW301', {
      afzender: MUNICIPALITIES[0],
      ontvanger: PROVIDER,
      identificatie: `EXTRA${number}`,
      dagtekening: begin,
    }),
    client: {
      ...{ bsn, geboortedatum: { datum: fromDay(FIRST - 3_650) }, geslacht: '2' },
      naam: { geslachtsnaam: { achternaam: 'Proef' }, voorletters: 'P', naamGebruik: '1' },
      communicatie: { vorm: '1', taal: 'Nederlands' },
      contactgegevens: [
        {
          soort: '01',
          adres: { huis: { huisnummer: 1 }, postcode: '3311AA', straatnaam: 'Proefstraat', landCode: 'NL' },
        },
      ],
      toegewezenProducten: [
        {
          ...{ toewijzingNummer: 500_000 + number, product: { categorie: '45', code: '45A04' } },
          ...{ toewijzingsdatum: begin, toewijzingstijd: '10:15:00', ingangsdatum: begin, einddatum: begin },
          omvang: { volume: 1, eenheid: '04', frequentie: '2' },
        },
      ],
    },
  };
  return writeMessage('JW301', value as JW301);
}

/** A region with one provider and this many youths, each with facts, an assignment, care, and a line per month. */
export function largeRegion(youths: number, months: number) {
  const numbers = bsns(youths);
  return {
    region: REGION,
    declarations: {
      *entries(): Generator<[number, string]> {
        for (let month = 0; month < months; month += 1) yield [month, declaration(numbers, month)];
      },
    },
    /** The `number`th extra assignment (JW301), which gives a youth more care. */
    assignment: (number: number): string => extraAssignment(numbers[number % numbers.length] ?? '', number),
    /** Puts everything but the declarations into the ledger. */
    async prepare({ resources: { log, pool, cipher } }: Pick<Regieboek, 'resources'>): Promise<void> {
      await append(log, 'region', REGION, [definition]);
      await append(log, 'contract', PROVIDER, [contract]);
      const identities = numbers.map((bsn) => ({ bsn, name: null }));
      const ids = await withinRegion(REGION, () => new IdentityVault(pool, cipher).admit(REGION, identities));
      const all = numbers.map((bsn) => ids.get(bsn) ?? '');
      await pMap(
        all,
        async (youth, index) => {
          await append(log, 'youth', youth, factsOf(index, youth));
          await append(log, 'assignment', `${MUNICIPALITIES[0]}-${index + 1}`, [assignmentOf(index, youth)]);
          await append(log, 'care', `${MUNICIPALITIES[0]}-${index + 1}`, [startOf(index, youth)]);
        },
        { concurrency: 64 },
      );
    },
  };
}
