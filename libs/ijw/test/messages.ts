/** Small sound messages for tests; all numbers and names are made up. */
import { toDay, type CalendarDate } from '@regieboek/kernel';
import type { JW301, JW305, JW307, JW323, JW323Prestatie } from '../src/generated/messages.js';
import { messageHeader } from '../src/write/header.js';

/** `text` as a day; throws when it is not one. */
export const day = (text: string): CalendarDate => {
  toDay(text);
  return text as CalendarDate;
};

export const period = (begindatum: string, einddatum: string) => ({
  begindatum: day(begindatum),
  einddatum: day(einddatum),
});

export const municipality = '0505';
export const provider = '99990001';
export const bsn = ['999900006', '999900018', '999900031'] as const;

const toMunicipality = { afzender: provider, ontvanger: municipality, identificatie: 'B1' };

/** A debit line: three hours of 92,40 in February 2026. */
export const line = (reference: string, changes: Partial<JW323Prestatie> = {}): JW323Prestatie => ({
  productReferentie: { referentieNummer: reference },
  toewijzingNummer: 700101,
  productCategorie: '45',
  productCode: '45A04',
  productPeriode: period('2026-02-01', '2026-02-28'),
  geleverdVolume: 3,
  eenheid: '04',
  productTarief: 9240,
  ingediendBedrag: { bedrag: 27720, debetCredit: 'D' },
  ...changes,
});

/** The credit of a line. */
export const creditOf = (debit: JW323Prestatie, reference: string): JW323Prestatie => ({
  ...debit,
  productReferentie: {
    referentieNummer: reference,
    vorigReferentieNummer: debit.productReferentie.referentieNummer,
  },
  ingediendBedrag: { ...debit.ingediendBedrag, debetCredit: 'C' },
});

const signed = ({ ingediendBedrag: { bedrag, debetCredit } }: JW323Prestatie): number =>
  debetCredit === 'D' ? bedrag : -bedrag;

/** A declaration over February 2026, one list of lines per client, with a total that fits. */
export function jw323(clients: readonly (readonly JW323Prestatie[])[]): JW323 {
  const total = clients.flat().reduce((sum, each) => sum + signed(each), 0);
  return {
    header: messageHeader('JW323', { ...toMunicipality, dagtekening: day('2026-03-05') }),
    declaratie: {
      declaratieNummer: 'DEC1',
      declaratiePeriode: period('2026-02-01', '2026-02-28'),
      declaratieDagtekening: day('2026-03-05'),
      totaalIngediendBedrag: { totaalBedrag: Math.abs(total), debetCredit: total < 0 ? 'C' : 'D' },
      clienten: clients.map((prestaties, index) => ({ bsn: bsn[index] ?? '', prestaties })),
    },
  };
}

const person = {
  bsn: bsn[0],
  geboortedatum: { datum: day('2012-05-21') },
  geslacht: '2',
  naam: { geslachtsnaam: { achternaam: 'Voorbeeld' }, voorletters: 'S' },
} as const;

/** A start of two products. */
export const jw305 = (): JW305 => ({
  header: messageHeader('JW305', { ...toMunicipality, dagtekening: day('2026-01-20') }),
  client: {
    ...person,
    startProducten: [
      { toewijzingNummer: 1, product: { categorie: '45' }, begindatum: day('2026-01-12'), statusAanlevering: '3' },
      { toewijzingNummer: 1, product: { categorie: '45' }, begindatum: day('2026-01-13'), statusAanlevering: '1' },
    ],
  },
});

/** A stop of two products. */
export const jw307 = (): JW307 => {
  const stop = { toewijzingNummer: 1, begindatum: day('2026-01-12'), statusAanlevering: '1' } as const;
  return {
    header: messageHeader('JW307', { ...toMunicipality, dagtekening: day('2026-03-24') }),
    client: {
      ...person,
      stopProducten: [
        { ...stop, redenBeeindiging: '20', einddatum: day('2026-03-01') },
        { ...stop, redenBeeindiging: '34', einddatum: day('2026-03-20') },
      ],
    },
  };
};

const home = {
  soort: '01',
  adres: { huis: { huisnummer: 12 }, postcode: '3311AA', straatnaam: 'Testlaan', landCode: 'NL' },
} as const;

/** An assignment of three products, with a relation. */
export const jw301 = (): JW301 => ({
  header: messageHeader('JW301', {
    afzender: municipality,
    ontvanger: provider,
    identificatie: 'T1',
    dagtekening: day('2026-01-09'),
  }),
  client: {
    ...person,
    naam: { ...person.naam, naamGebruik: '1' },
    communicatie: { vorm: '1', taal: 'Pools' },
    relaties: [
      {
        nummer: '1',
        soort: '10',
        geboortedatum: { datum: day('1984-01-01'), datumGebruik: '2' },
        naam: {
          geslachtsnaam: { achternaam: 'Fictief' },
          partnernaam: { achternaam: 'Voorbeeld' },
          naamGebruik: '4',
        },
        contact: home,
      },
      {
        nummer: '2',
        soort: '11',
        naam: { geslachtsnaam: { achternaam: 'Stichting' }, naamGebruik: '6' },
        contact: home,
      },
    ],
    contactgegevens: [home, { ...home, soort: '04', periode: period('2026-01-01', '2026-02-01') }],
    toegewezenProducten: [
      {
        toewijzingNummer: 1,
        product: { categorie: '45', code: '45A04' },
        toewijzingsdatum: day('2026-01-09'),
        toewijzingstijd: '10:15:00',
        ingangsdatum: day('2026-01-12'),
        einddatum: day('2026-12-31'),
        omvang: { volume: 3, eenheid: '04', frequentie: '2' },
      },
      {
        toewijzingNummer: 2,
        product: { categorie: '41' },
        toewijzingsdatum: day('2026-01-09'),
        toewijzingstijd: '10:15:00',
        ingangsdatum: day('2026-01-12'),
        einddatum: day('2026-06-30'),
        budget: 450000,
      },
      {
        toewijzingNummer: 3,
        product: { categorie: '44', code: '44A09' },
        toewijzingsdatum: day('2026-01-09'),
        toewijzingstijd: '10:16:30',
        ingangsdatum: day('2025-07-01'),
        omvang: { volume: 4, eenheid: '14', frequentie: '4' },
      },
    ],
  },
});

/** A copy of a message in which one place is replaced; `path` holds field names and numbers from 0. */
export function changed<T>(message: T, path: readonly (string | number)[], value: unknown): T {
  // Not structuredClone, because that keeps an object shared that occurs twice in the message.
  const copy = JSON.parse(JSON.stringify(message)) as T;
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return copy;
}
