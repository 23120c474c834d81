import { passesElevenTest } from '@regieboek/kernel';
import type { JW323Prestatie } from '../../generated/messages.js';
import type { DeclarationHead, DeclaredLine } from '../../read/declaration-reader.js';
import { watchingRule, type DeclarationRule } from './rule.js';

const isDebit = ({ ingediendBedrag }: JW323Prestatie): boolean => ingediendBedrag.debetCredit === 'D';

/** Key of a delivery that may be declared once: assignment, category, code and product period (TR389, TR416). */
export const deliveryKey = ({
  toewijzingNummer,
  productCategorie,
  productCode,
  productPeriode,
}: Pick<JW323Prestatie, 'toewijzingNummer' | 'productCategorie' | 'productCode' | 'productPeriode'>): string =>
  `${toewijzingNummer} ${productCategorie} ${productPeriode.begindatum} ${productPeriode.einddatum} ${productCode}`;

const citizenServiceNumber = watchingRule(
  ['CS002', 'Client', 'Bsn'],
  'Het BSN voldoet niet aan de elfproef; controleer het nummer.',
  (report) => ({
    client: (client) => {
      if (!passesElevenTest(client.bsn)) report(client);
    },
  }),
);

const uniqueClients = watchingRule(
  ['TR101', 'Client', 'Bsn'],
  'Deze client komt al eerder in het bericht voor; zet alle prestaties van een client bij elkaar.',
  (report) => {
    const seen = new Set<string>();
    return {
      client: (client) => {
        if (seen.has(client.bsn)) report(client);
        seen.add(client.bsn);
      },
    };
  },
);

const uniqueLines = watchingRule(
  ['TR101', 'Prestatie', 'ProductReferentie'],
  'Deze productreferentie komt bij dezelfde client al eerder voor; geef elke regel een eigen referentienummer.',
  (report) => {
    const seen = new Set<string>();
    return {
      client: () => seen.clear(),
      line: (line) => {
        const { referentieNummer, vorigReferentieNummer } = line.prestatie.productReferentie;
        // NUL cannot occur in XML text, so no two pairs share a key.
        const key = `${referentieNummer}\0${vorigReferentieNummer ?? ''}`;
        if (seen.has(key)) report(line);
        seen.add(key);
      },
    };
  },
);

const creditedOnce = watchingRule(
  ['TR315', 'Prestatie', 'ProductReferentie/VorigReferentieNummer'],
  'Dit VorigReferentieNummer komt al eerder in het bericht voor; crediteer een regel één keer.',
  (report) => {
    const seen = new Set<string>();
    return {
      line: (line) => {
        const previous = line.prestatie.productReferentie.vorigReferentieNummer;
        if (previous === undefined) return;
        if (seen.has(previous)) report(line);
        seen.add(previous);
      },
    };
  },
);

const notItsOwnCredit = watchingRule(
  ['TR316', 'Prestatie', 'ProductReferentie/VorigReferentieNummer'],
  'De regel die hier wordt gecrediteerd staat in hetzelfde bericht; laat beide weg of crediteer in een volgend bericht.',
  (report) => {
    const introduced = new Set<string>();
    const credits: DeclaredLine[] = [];
    return {
      line: (line) => {
        const { referentieNummer, vorigReferentieNummer } = line.prestatie.productReferentie;
        introduced.add(referentieNummer);
        if (vorigReferentieNummer !== undefined) credits.push(line);
      },
      end: () => {
        for (const line of credits)
          if (introduced.has(line.prestatie.productReferentie.vorigReferentieNummer ?? '')) report(line);
      },
    };
  },
);

const declaredOnce = watchingRule(
  ['TR416', 'Prestatie', ''],
  'Dezelfde toewijzing, categorie, code en productperiode is bij deze client al als debet gedeclareerd; voeg ze samen.',
  (report) => {
    const seen = new Set<string>();
    return {
      client: () => seen.clear(),
      line: (line) => {
        if (!isDebit(line.prestatie)) return;
        const key = deliveryKey(line.prestatie);
        if (seen.has(key)) report(line);
        seen.add(key);
      },
    };
  },
);

const matchesTotal = ({ declaratie: { totaalIngediendBedrag: total } }: DeclarationHead, sum: number): boolean =>
  total.totaalBedrag === Math.abs(sum) && total.debetCredit === (sum < 0 ? 'C' : 'D');

const total = watchingRule(
  ['TR358', 'Declaratie', 'TotaalIngediendBedrag'],
  'Het totaalbedrag is niet gelijk aan de som van de debetregels min de creditregels; herbereken totaal en D/C.',
  (report) => {
    let head: DeclarationHead | undefined;
    let sum = 0;
    return {
      head: (given) => {
        head = given;
      },
      line: ({ prestatie }) => {
        sum += isDebit(prestatie) ? prestatie.ingediendBedrag.bedrag : -prestatie.ingediendBedrag.bedrag;
      },
      end: () => {
        if (head && !matchesTotal(head, sum)) report();
      },
    };
  },
);

/** Rules of level 2 that compare parts of a JW323 with each other, as the XSLT of iStandaarden applies them. */
export const declarationKeyRules: readonly DeclarationRule[] = [
  citizenServiceNumber,
  uniqueClients,
  uniqueLines,
  creditedOnce,
  notItsOwnCredit,
  declaredOnce,
  total,
];
