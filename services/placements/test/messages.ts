/** Messages of an invented client, as a municipality and a provider send them, for tests. */
import {
  messageHeader,
  writeMessage,
  type JW301,
  type JW305,
  type JW307,
  type JW305StartProduct,
  type JW307StopProduct,
} from '@regieboek/ijw';
import { fromDay, toDay, type CalendarDate } from '@regieboek/kernel';

/** A day; throws when the text is none. */
export const day = (text: string): CalendarDate => fromDay(toDay(text));

export const [bsn, otherBsn] = ['999900006', '999900018'] as const;
export const provider = '99990001';

const client = { bsn, geboortedatum: { datum: day('2012-05-21') }, geslacht: '2' } as const;
const name = { geslachtsnaam: { achternaam: 'Kwetsbaarsma' }, voorletters: 'S' };

/** Product of an assignment: another one for every number (TR302). */
const codeOf = (number: number): string => `45A0${number + 3}`;

let sent = 0;
const nextIdentification = (): string => `M${(sent += 1)}`;

type Assigned = JW301['client']['toegewezenProducten'][number];

/** An assigned product under a number. */
export const assigned = (number: number, changes: Partial<Assigned> = {}): Assigned => ({
  toewijzingNummer: number,
  product: { categorie: '45', code: codeOf(number) },
  toewijzingsdatum: day('2026-01-09'),
  toewijzingstijd: '10:15:00',
  ingangsdatum: day('2026-01-12'),
  einddatum: day('2026-12-31'),
  omvang: { volume: 40, eenheid: '04', frequentie: '2' },
  ...changes,
});

/** Differences between messages; without an identification each gets its own. */
export interface Sending {
  readonly of?: string;
  readonly identification?: string;
  readonly signed?: string;
  readonly to?: string;
  readonly birth?: string;
}

const person = ({ of = bsn, birth = '2012-05-21' }: Sending) => ({
  ...client,
  bsn: of,
  geboortedatum: { datum: day(birth) },
});

/** An assignment message of municipality 0505 with these products. */
export const jw301 = (products: readonly Assigned[], sending: Sending = {}): Buffer =>
  Buffer.from(
    writeMessage('JW301', {
      header: messageHeader('JW301', {
        afzender: '0505',
        ontvanger: sending.to ?? provider,
        identificatie: sending.identification ?? nextIdentification(),
        dagtekening: day(sending.signed ?? '2026-01-09'),
      }),
      client: {
        ...person(sending),
        naam: { ...name, naamGebruik: '1' },
        communicatie: { vorm: '1', taal: 'Pools' },
        contactgegevens: [
          { soort: '01', adres: { huis: { huisnummer: 12 }, postcode: '3311AA', landCode: 'NL' } },
        ] as JW301['client']['contactgegevens'],
        toegewezenProducten: [...products],
      },
    }),
  );

const deliveryHeader = (type: 'JW305' | 'JW307', sending: Sending) =>
  messageHeader(type, {
    afzender: sending.to ?? provider,
    ontvanger: '0505',
    identificatie: sending.identification ?? nextIdentification(),
    dagtekening: day(sending.signed ?? '2026-03-05'),
  });

/** A start on an assignment; with status 3 its removal. */
export const start = (number: number, begin: string, changes: Partial<JW305StartProduct> = {}): JW305StartProduct => ({
  toewijzingNummer: number,
  product: { categorie: '45', code: codeOf(number) },
  begindatum: day(begin),
  statusAanlevering: '1',
  ...changes,
});

/** A start message of the provider. */
export const jw305 = (starts: readonly JW305StartProduct[], sending: Sending = {}): Buffer => {
  const message: JW305 = {
    header: deliveryHeader('JW305', sending),
    client: { ...person(sending), naam: name, startProducten: [...starts] },
  };
  return Buffer.from(writeMessage('JW305', message));
};

/** A stop on a start; with status 3 its removal. */
export const stopOf = (
  started: JW305StartProduct,
  end: string,
  changes: Partial<JW307StopProduct> = {},
): JW307StopProduct => ({ ...started, redenBeeindiging: '31', einddatum: day(end), ...changes });

/** A stop message of the provider. */
export const jw307 = (stops: readonly JW307StopProduct[], sending: Sending = {}): Buffer => {
  const message: JW307 = {
    header: deliveryHeader('JW307', sending),
    client: { ...person(sending), naam: name, stopProducten: [...stops] },
  };
  return Buffer.from(writeMessage('JW307', message));
};
