/** One small sound message of every type that is answered, and one of each that is an answer. Invented. */
import { messageHeader, writeMessage } from '@regieboek/ijw';
import * as story from './story.js';

const { day } = story;

const toMunicipality = (identificatie: string) => ({
  afzender: story.provider,
  ontvanger: story.payer,
  identificatie,
  dagtekening: day('2026-02-20'),
});
const toProvider = (identificatie: string) => ({
  ...toMunicipality(identificatie),
  afzender: story.payer,
  ontvanger: story.provider,
});

const person = {
  bsn: story.bsn,
  geboortedatum: { datum: day('2012-05-21') },
  geslacht: '2',
  naam: { geslachtsnaam: { achternaam: story.familyName }, voorletters: 'S' },
} as const;

const specific = {
  product: { categorie: '45', code: '45A04' },
  omvang: { volume: 3, eenheid: '04', frequentie: '2' },
} as const;

const jw307 = (): string =>
  writeMessage('JW307', {
    header: messageHeader('JW307', toMunicipality('P1')),
    client: {
      ...person,
      stopProducten: [
        {
          toewijzingNummer: 700_001,
          product: specific.product,
          begindatum: day('2026-01-12'),
          einddatum: day('2026-02-01'),
          redenBeeindiging: '31',
          statusAanlevering: '1',
        },
      ],
    },
  });

const jw315 = (): string =>
  writeMessage('JW315', {
    header: messageHeader('JW315', toMunicipality('V1')),
    client: {
      ...person,
      aangevraagdeProducten: [
        {
          ...specific,
          referentieAanbieder: 'R1',
          toewijzingIngangsdatum: day('2026-04-01'),
          toewijzingEinddatum: day('2026-12-31'),
          verwijzer: { type: '03', naam: story.familyName },
          commentaar: `Bel ${story.familyName}`,
        },
      ],
    },
  });

const jw317 = (): string =>
  writeMessage('JW317', {
    header: messageHeader('JW317', toMunicipality('W1')),
    client: {
      bsn: story.bsn,
      verzoek: {
        referentieAanbieder: 'R2',
        redenVerzoek: '1',
        ongewijzigdeProducten: [{ toewijzingNummer: 700_001 }],
        nieuweProducten: [{ ...specific, gewensteIngangsdatum: day('2026-04-01'), einddatum: day('2026-12-31') }],
      },
    },
  });

const jw319 = (): string =>
  writeMessage('JW319', {
    header: messageHeader('JW319', toProvider('A1')),
    antwoord: { referentieAanbieder: 'R2', verzoekAntwoord: '1', redenAfwijzingVerzoek: '3' },
  });

const otherNumber = (message: string): string => message.replaceAll(story.bsn, '123456789');

/** Messages that a retour answers: sound, with a breach of level 2, and with which rule it breaks; by type. */
export const answerable = {
  JW301: {
    retour: 'JW302',
    sound: story.jw301(story.bsn, 0),
    breach: otherNumber(story.jw301(story.bsn, 0)),
    rule: 'CS002',
  },
  JW305: {
    retour: 'JW306',
    sound: story.jw305(story.bsn, 0),
    breach: otherNumber(story.jw305(story.bsn, 0)),
    rule: 'CS002',
  },
  JW307: { retour: 'JW308', sound: jw307(), breach: otherNumber(jw307()), rule: 'CS002' },
  JW315: { retour: 'JW316', sound: jw315(), breach: otherNumber(jw315()), rule: 'CS002' },
  JW317: { retour: 'JW318', sound: jw317(), breach: otherNumber(jw317()), rule: 'CS002' },
  JW319: {
    retour: 'JW320',
    sound: jw319(),
    breach: jw319().replace('VerzoekAntwoord>1<', 'VerzoekAntwoord>2<'),
    rule: 'CD086',
  },
} as const;

/** The declaration of the story with a breach of level 2: its total is one cent off (TR358). */
export const unevenJw323 = (): string =>
  story.jw323().replace(/TotaalBedrag>(\d+)</, (_, total: string) => `TotaalBedrag>${Number(total) + 1}<`);
