/** One month of a small region, as files: imported by the story of the HTTP interface and by the crash tests. Invented. */
import { messageHeader, writeMessage, type JW323, type JW323Prestatie } from '@regieboek/ijw';
import { fromDay, passesElevenTest, toDay, type CalendarDate } from '@regieboek/kernel';

/** A day of the story; throws when the text is none. */
export const day = (text: string): CalendarDate => fromDay(toDay(text));

export const region = 'zhz';
export const payer = '0505';
export const responsible = '1978';
export const provider = '99990001';
export const month = '2026-02';
export const tariffCents = 9_240;

/** Names that must never be found outside the vault. */
export const familyName = 'Kwetsbaarsma';
export const streetName = 'Geheimelaantje';

/** Test numbers that pass the eleven test, in order. */
export const testBsns = (count: number): string[] => {
  const found: string[] = [];
  for (let number = 999_900_006; found.length < count; number += 1) {
    if (passesElevenTest(String(number))) found.push(String(number));
  }
  return found;
};

export const [bsn = '', otherBsn = ''] = testBsns(2);

/** The region file: two municipalities, one provider with hours of treatment. */
export const regionFile = `format: regieboek-contracts/1
region: { id: ${region}, name: Zuid-Holland Zuid, organisation: SOJ }
municipalities:
  - { code: "${payer}", name: Dordrecht, from: 2015-01-01 }
  - { code: "${responsible}", name: Molenlanden, from: 2019-01-01 }
providers:
  - agb: "${provider}"
    name: Voorbeeld Jeugdhulp
    from: 2024-01-01
    products:
      - code: 45A04
        category: "45"
        name: Behandeling
        form: ambulant
        unit: "04"
        variant: effort
        tariffs:
          - { from: 2024-01-01, cents: ${tariffCents} }
    lumpSums:
      - id: crisis
        name: Crisisplaatsen
        from: 2026-01-01
        to: 2026-12-31
        yearlyCents: 120000
        forms: [crisisverblijf]
        key: { model: fixed, shares: { "${payer}": 3, "${responsible}": 1 } }
`;

const columns = 'region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn';

/** Residence facts: the first youth lives in the municipality that pays, and in the other one from 15 February. */
export const factsFile = `${columns}
${region},${bsn},2012-05-21,R1,registration,2012-05-21,2026-02-14,${payer},woonadres,2024-01-02
${region},${bsn},2012-05-21,R2,registration,2026-02-15,,${responsible},woonadres,2026-02-20
${region},${otherBsn},2012-05-21,R3,registration,2012-05-21,,${payer},woonadres,2024-01-02
`;

const person = (number: string) =>
  ({
    bsn: number,
    geboortedatum: { datum: day('2012-05-21') },
    geslacht: '2',
    naam: { geslachtsnaam: { achternaam: familyName }, voorletters: 'S' },
  }) as const;

const home = {
  soort: '01',
  adres: { huis: { huisnummer: 12 }, postcode: '3311AA', straatnaam: streetName, landCode: 'NL' },
} as const;

/** Assignment (JW301) of treatment to a youth; number 700001 for the first one. */
export const jw301 = (number: string, index: number): string =>
  writeMessage('JW301', {
    header: messageHeader('JW301', {
      afzender: payer,
      ontvanger: provider,
      identificatie: `T${index}`,
      dagtekening: day('2026-01-09'),
    }),
    client: {
      ...person(number),
      naam: { ...person(number).naam, naamGebruik: '1' },
      communicatie: { vorm: '1', taal: 'Pools' },
      contactgegevens: [home],
      toegewezenProducten: [
        {
          toewijzingNummer: 700_001 + index,
          product: { categorie: '45', code: '45A04' },
          toewijzingsdatum: day('2026-01-09'),
          toewijzingstijd: '10:15:00',
          ingangsdatum: day('2026-01-12'),
          einddatum: day('2026-12-31'),
          omvang: { volume: 40, eenheid: '04', frequentie: '2' },
        },
      ],
    },
  });

/** Start of that care (JW305). */
export const jw305 = (number: string, index: number): string =>
  writeMessage('JW305', {
    header: messageHeader('JW305', {
      afzender: provider,
      ontvanger: payer,
      identificatie: `S${index}`,
      dagtekening: day('2026-01-20'),
    }),
    client: {
      ...person(number),
      startProducten: [
        {
          toewijzingNummer: 700_001 + index,
          product: { categorie: '45', code: '45A04' },
          begindatum: day('2026-01-12'),
          statusAanlevering: '1',
        },
      ],
    },
  });

/** A debit line of some hours on one assignment, over days of February 2026. */
export const line = (
  reference: string,
  index: number,
  { from = '01', to = '28', hours = 4 }: { from?: string; to?: string; hours?: number } = {},
): JW323Prestatie => ({
  productReferentie: { referentieNummer: reference },
  toewijzingNummer: 700_001 + index,
  productCategorie: '45',
  productCode: '45A04',
  productPeriode: { begindatum: day(`2026-02-${from}`), einddatum: day(`2026-02-${to}`) },
  geleverdVolume: hours,
  eenheid: '04',
  productTarief: tariffCents,
  ingediendBedrag: { bedrag: hours * tariffCents, debetCredit: 'D' },
});

/** A declaration (JW323) over February 2026: lines per client. */
export function jw323Of(
  identification: string,
  clients: readonly { readonly bsn: string; readonly prestaties: JW323Prestatie[] }[],
): JW323 {
  const total = clients
    .flatMap(({ prestaties }) => prestaties)
    .reduce((sum, { ingediendBedrag }) => sum + ingediendBedrag.bedrag, 0);
  return {
    header: messageHeader('JW323', {
      afzender: provider,
      ontvanger: payer,
      identificatie: identification,
      dagtekening: day('2026-03-05'),
    }),
    declaratie: {
      declaratieNummer: `DEC${identification}`,
      declaratiePeriode: { begindatum: day('2026-02-01'), einddatum: day('2026-02-28') },
      declaratieDagtekening: day('2026-03-05'),
      totaalIngediendBedrag: { totaalBedrag: total, debetCredit: 'D' },
      clienten: clients.map((client) => ({ ...client })),
    },
  };
}

/** The declaration of the story: one line for each of both youths, and one for an unknown youth. */
export const jw323 = (): string =>
  writeMessage(
    'JW323',
    jw323Of('D1', [
      { bsn, prestaties: [line('L1', 0)] },
      { bsn: otherBsn, prestaties: [line('L2', 1, { hours: 5 })] },
      { bsn: testBsns(3)[2] ?? '', prestaties: [line('L3', 2)] },
    ]),
  );

const LINES_PER_CLIENT = 28;

/**
 * A large declaration of clients with 28 lines each. The first youth of the story is its first client and the second one
 * its last; the first line of both is on their assignment and approved, and all others are refused.
 */
export function largeJw323(lines: number): string {
  const [first = '', second = '', ...others] = testBsns(Math.ceil(lines / LINES_PER_CLIENT));
  const numbers = [first, ...others, second];
  const assignmentOf = (client: number, i: number): number => {
    if (i > 0 || (client > 0 && client < numbers.length - 1)) return 100_000 + client * LINES_PER_CLIENT + i;
    return client === 0 ? 0 : 1;
  };
  const clients = numbers.map((number, client) => ({
    bsn: number,
    prestaties: Array.from({ length: LINES_PER_CLIENT }, (_, i) =>
      line(`G${client}-${i}`, assignmentOf(client, i), { hours: 1 }),
    ),
  }));
  return writeMessage('JW323', jw323Of('GROOT', clients));
}

/** The files of the story by name, in import order. */
export const files = (): Record<string, string> => ({
  'contracts.yaml': regionFile,
  'facts.csv': factsFile,
  'a.xml': jw301(bsn, 0),
  'b.xml': jw305(bsn, 0),
  'c.xml': jw301(otherBsn, 1),
  'd.xml': jw305(otherBsn, 1),
  'e.xml': jw323(),
});

/** A bank statement (camt.053) with one booked credit entry. */
export const camt = ({
  cents,
  iban,
  text,
  reference = 'B-7',
}: {
  readonly cents: number;
  readonly iban: string;
  readonly text: string;
  readonly reference?: string;
}): string => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>
<Ntry><Amt Ccy="EUR">${(cents / 100).toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-03-05</Dt></BookgDt><ValDt><Dt>2026-03-05</Dt></ValDt><AcctSvcrRef>${reference}</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Jan Jansen</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
`;
