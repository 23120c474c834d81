/** Small sound requests, replies and declaration answers for tests; all numbers and names are made up. */
import type { JW315, JW317, JW319, JW325 } from '../src/generated/messages.js';
import { messageHeader } from '../src/write/header.js';
import { bsn, creditOf, day, line, municipality, period, provider } from './messages.js';

const signed = day('2026-03-10');
const toMunicipality = { afzender: provider, ontvanger: municipality, identificatie: 'V1', dagtekening: signed };
const toProvider = { afzender: municipality, ontvanger: provider, identificatie: 'A1', dagtekening: signed };

/** A request for three products: specific, aspecific with a budget, and generic. */
export const jw315 = (): JW315 => ({
  header: messageHeader('JW315', toMunicipality),
  client: {
    bsn: bsn[0],
    geboortedatum: { datum: day('2012-05-21') },
    geslacht: '2',
    naam: { geslachtsnaam: { achternaam: 'Voorbeeld' }, voorletters: 'S' },
    aangevraagdeProducten: [
      {
        referentieAanbieder: 'R1',
        product: { categorie: '45', code: '45A04' },
        toewijzingIngangsdatum: day('2026-04-01'),
        toewijzingEinddatum: day('2026-12-31'),
        omvang: { volume: 3, eenheid: '14', frequentie: '2' },
        verwijzer: { type: '02', zorgverlenerCode: '01000001' },
      },
      {
        referentieAanbieder: 'R2',
        product: { categorie: '41' },
        toewijzingIngangsdatum: day('2026-04-01'),
        toewijzingEinddatum: day('2026-06-30'),
        budget: 450000,
        verwijzer: { type: '03', naam: 'Fictief' },
      },
      {
        referentieAanbieder: 'R3',
        beschikkingNummer: 12,
        beschikkingIngangsdatum: day('2026-04-01'),
        toewijzingIngangsdatum: day('2027-01-01'),
        toewijzingEinddatum: day('2027-06-30'),
        budget: 100000,
        verwijzer: { type: '01' },
      },
    ],
  },
});

/** A request to keep assignment 1, to change 2 and to add two products. */
export const jw317 = (): JW317 => ({
  header: messageHeader('JW317', toMunicipality),
  client: {
    bsn: bsn[0],
    verzoek: {
      referentieAanbieder: 'R9',
      redenVerzoek: '1',
      ongewijzigdeProducten: [{ toewijzingNummer: 1 }],
      teWijzigenProducten: [
        {
          toewijzingNummer: 2,
          gewensteIngangsdatum: day('2026-04-01'),
          einddatum: day('2026-12-31'),
          omvang: { volume: 5, eenheid: '14', frequentie: '2' },
        },
      ],
      nieuweProducten: [
        {
          product: { categorie: '44', code: '44A09' },
          gewensteIngangsdatum: day('2026-04-01'),
          einddatum: day('2026-12-31'),
          omvang: { volume: 2, eenheid: '84', frequentie: '2' },
        },
        {
          product: { categorie: '41' },
          gewensteIngangsdatum: day('2026-04-01'),
          einddatum: day('2026-12-31'),
          budget: 5000,
        },
      ],
    },
  },
});

/** A reply to request R1: under investigation. */
export const jw319 = (): JW319 => ({
  header: messageHeader('JW319', toProvider),
  antwoord: { referentieAanbieder: 'R1', verzoekAntwoord: '2' },
});

/** A reply to request R1: another municipality is responsible. */
export const jw319Elsewhere = (): JW319 => ({
  ...jw319(),
  antwoord: {
    referentieAanbieder: 'R1',
    verzoekAntwoord: '1',
    redenAfwijzingVerzoek: '8',
    woonplaatsbeginsel: { gemeente: '0599' },
  },
});

/** The lines that `jw325` refuses: two debits and a credit of one client, a debit of another. */
export const refusedLines = [line('A'), line('B', { productCode: '45A05' }), creditOf(line('OLD'), 'C'), line('D')];

/** An answer to a declaration of 1000,00 that grants 445,60: three debits of 277,20 and one credit are refused. */
export function jw325(): JW325 {
  const [a, b, c, d] = refusedLines.map((refused) => ({ ...refused, retourCodes: ['9321' as const] }));
  if (!a || !b || !c || !d) throw new Error('four lines are refused');
  return {
    header: {
      ...messageHeader('JW325', toProvider),
      declaratieIdentificatie: { identificatie: 'B1', dagtekening: day('2026-03-05') },
      xsdVersieDeclaratie: { basisschemaXsdVersie: '1.0.0', berichtXsdVersie: '1.0.0' },
      retourCodes: ['0200'],
    },
    declaratieAntwoord: {
      declaratieNummer: 'DEC1',
      totaalIngediendBedrag: { totaalBedrag: 100000, debetCredit: 'D' },
      totaalToegekendBedrag: { totaalBedrag: 44560, debetCredit: 'D' },
      clienten: [
        { bsn: bsn[0], prestaties: [a, b, c], retourCodes: ['0200'] },
        { bsn: bsn[1], prestaties: [d], retourCodes: ['0200'] },
      ],
      retourCodes: ['0200'],
    },
  };
}

/** A period in `jw325` that its sender could not have seen yet. */
export const tomorrow = period('2026-03-11', '2026-03-11');
