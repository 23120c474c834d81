import type { JW317TeWijzigenProduct, JW317Verzoek } from '../generated/messages.js';
import {
  changeRequests,
  changingProducts,
  client,
  requestedProducts,
  unchangedProducts,
} from '../rules/messages/message-parts.js';
import { stacked, type ProductPeriod } from '../rules/messages/product-overlap.js';
import { ledgerRule } from '../rules/rule.js';
import { among, type Judgement, type LedgerRule } from './ledger-rule.js';
import type { KnownAssignment, RequestLedger } from './ledgers.js';
import { bsnOf, providerOf } from './parties.js';

const changes = { messages: ['JW317'], on: 'Verzoek' } as const;
const changing = { messages: ['JW317'], on: 'TeWijzigenProduct' } as const;

/** Current (actuele) assignments of the client to the provider on the day of signing, by number. */
function currentAssignments({
  ledger,
  message,
  settings,
}: Judgement<RequestLedger>): ReadonlyMap<number, KnownAssignment> {
  const day = message.value.header.berichtIdentificatie.dagtekening;
  const isCurrent = ({ removed, from, to }: KnownAssignment): boolean =>
    !removed && (to === undefined || to >= day) && (settings.currentAssignments === 'not ended' || from <= day);
  const own = ledger.assignments(providerOf(message), bsnOf(message));
  return new Map(own.filter(isCurrent).map((assignment) => [assignment.number, assignment]));
}

/** Every product of a change request with its period; omits products whose assignment is not current. */
function askedPeriods(
  { ongewijzigdeProducten, teWijzigenProducten, nieuweProducten }: JW317Verzoek,
  current: ReadonlyMap<number, KnownAssignment>,
): ProductPeriod[] {
  const unchanged = (ongewijzigdeProducten ?? []).flatMap(
    ({ toewijzingNummer }) => current.get(toewijzingNummer) ?? [],
  );
  const changed = (teWijzigenProducten ?? []).flatMap(({ toewijzingNummer, gewensteIngangsdatum, einddatum }) => {
    const known = current.get(toewijzingNummer);
    return known ? [{ product: known.product, from: gewensteIngangsdatum, to: einddatum }] : [];
  });
  const added = (nieuweProducten ?? []).map(({ product, gewensteIngangsdatum, einddatum }) => ({
    product,
    from: gewensteIngangsdatum,
    to: einddatum,
  }));
  return [...unchanged, ...changed, ...added];
}

/** Judges each request to change. */
const each =
  (isBroken: (request: JW317Verzoek, judgement: Judgement<RequestLedger>) => boolean) =>
  (judgement: Judgement<RequestLedger>) =>
  (request: JW317Verzoek): boolean =>
    isBroken(request, judgement);

/** Judges each product to be changed whose assignment is current; TR351 judges the others. */
const ofCurrent =
  (isBroken: (asked: JW317TeWijzigenProduct, assignment: KnownAssignment, signedOn: string) => boolean) =>
  (judgement: Judgement<RequestLedger>) => {
    const current = currentAssignments(judgement);
    const day = judgement.message.value.header.berichtIdentificatie.dagtekening;
    return (asked: JW317TeWijzigenProduct): boolean => {
      const assignment = current.get(asked.toewijzingNummer);
      return assignment !== undefined && isBroken(asked, assignment, day);
    };
  };

/** TR350 and TR351: the assignment of a product in a request has to be current. */
const isNotCurrent = (judgement: Judgement<RequestLedger>) => {
  const current = currentAssignments(judgement);
  return ({ toewijzingNummer }: { readonly toewijzingNummer: number }): boolean => !current.has(toewijzingNummer);
};

const notCurrent = 'Het toewijzingnummer is niet van een actuele toewijzing van deze client aan deze aanbieder.';

const referenceUsed = 'De referentie is al bij een eerder verzoek gebruikt; geef elk verzoek een nieuwe.';

const isReferenceSeen =
  ({ ledger, message }: Judgement<RequestLedger>) =>
  ({ referentieAanbieder }: { readonly referentieAanbieder: string }): boolean =>
    ledger.referenceSeen(providerOf(message), referentieAanbieder);

/** True when the request changes a budget, or a volume over the whole period (frequency 6). */
function changesWhole({ budget, omvang }: JW317TeWijzigenProduct, assignment: KnownAssignment): boolean {
  if (assignment.budget !== undefined) return budget !== undefined && budget !== assignment.budget;
  const volume = assignment.omvang;
  return volume?.frequentie === '6' && omvang?.frequentie === '6' && omvang.volume !== volume.volume;
}

const onRequests: readonly LedgerRule<RequestLedger>[] = [
  ledgerRule({
    rule: 'TR347',
    level: 3,
    code: '9347',
    messages: ['JW315'],
    on: 'AangevraagdProduct',
    element: 'ReferentieAanbieder',
    sentence: referenceUsed,
    breaches: among(requestedProducts, isReferenceSeen),
  }),
  ledgerRule({
    rule: 'TR347',
    level: 3,
    code: '9347',
    ...changes,
    element: 'ReferentieAanbieder',
    sentence: referenceUsed,
    breaches: among(changeRequests, isReferenceSeen),
  }),
  // The rule list attaches this rule to the whole message; it is reported at the client, to which its text refers.
  ledgerRule({
    rule: 'TR374',
    level: 3,
    code: '9374',
    messages: ['JW315', 'JW317'],
    on: 'Client',
    sentence: 'Voor deze client loopt al een verzoek van deze aanbieder; wacht het antwoord af.',
    breaches: among(
      client,
      ({ ledger, message }) =>
        ({ bsn }) =>
          ledger.isPending(providerOf(message), bsn),
    ),
  }),
  ledgerRule({
    rule: 'TR304',
    level: 3,
    code: '8187',
    messages: ['JW317'],
    on: 'Client',
    element: 'Bsn',
    sentence: 'Het BSN is niet van een bekende client.',
    breaches: among(
      (message) => (message.type === 'JW317' ? client(message) : []),
      ({ ledger }) =>
        ({ bsn }) =>
          !ledger.isClient(bsn),
    ),
  }),
];

const onChanges: readonly LedgerRule<RequestLedger>[] = [
  ledgerRule({
    rule: 'TR349',
    level: 3,
    code: '9349',
    ...changes,
    sentence: 'Niet alle actuele toewijzingen van de client staan in het verzoek; noem ook de ongewijzigde.',
    breaches: among(
      changeRequests,
      each(({ ongewijzigdeProducten, teWijzigenProducten }, judgement) => {
        const named = [...(ongewijzigdeProducten ?? []), ...(teWijzigenProducten ?? [])];
        const numbers = new Set(named.map(({ toewijzingNummer }) => toewijzingNummer));
        return [...currentAssignments(judgement).keys()].some((number) => !numbers.has(number));
      }),
    ),
  }),
  ledgerRule({
    rule: 'TR361',
    level: 3,
    code: '9361',
    ...changes,
    sentence: 'Hetzelfde product staat meer dan eens in het verzoek over een overlappende periode.',
    breaches: among(
      changeRequests,
      each(
        (request, judgement) =>
          stacked(askedPeriods(request, currentAssignments(judgement)), (period) => period).size > 0,
      ),
    ),
  }),
  ledgerRule({
    rule: 'TR350',
    level: 3,
    code: '9350',
    messages: ['JW317'],
    on: 'OngewijzigdProduct',
    element: 'ToewijzingNummer',
    sentence: notCurrent,
    breaches: among(unchangedProducts, isNotCurrent),
  }),
  ledgerRule({
    rule: 'TR351',
    level: 3,
    code: '9351',
    ...changing,
    element: 'ToewijzingNummer',
    sentence: notCurrent,
    breaches: among(changingProducts, isNotCurrent),
  }),
  ledgerRule({
    rule: 'TR357',
    level: 3,
    code: '9357',
    ...changing,
    element: 'GewensteIngangsdatum',
    sentence: 'De gewenste ingangsdatum moet na de dagtekening liggen, of gelijk zijn aan die van de toewijzing.',
    breaches: among(
      changingProducts,
      ofCurrent(
        ({ gewensteIngangsdatum }, { from }, signedOn) =>
          gewensteIngangsdatum <= signedOn && gewensteIngangsdatum !== from,
      ),
    ),
  }),
  ledgerRule({
    rule: 'TR373',
    level: 3,
    code: '9373',
    ...changing,
    element: 'GewensteIngangsdatum',
    sentence:
      'Bij een ander budget of een ander volume over de hele periode blijft de ingangsdatum die van de toewijzing.',
    breaches: among(
      changingProducts,
      ofCurrent(
        (asked, assignment) => changesWhole(asked, assignment) && asked.gewensteIngangsdatum !== assignment.from,
      ),
    ),
  }),
  ledgerRule({
    rule: 'TR375',
    level: 3,
    code: '9375',
    ...changing,
    element: 'Omvang',
    sentence: 'Een toewijzing zonder product heeft geen omvang; vraag een ander budget.',
    breaches: among(
      changingProducts,
      ofCurrent(({ omvang }, { product }) => product === undefined && omvang !== undefined),
    ),
  }),
  ledgerRule({
    rule: 'TR411',
    level: 3,
    code: '9411',
    ...changing,
    element: 'Omvang',
    sentence: 'Een wijziging van een toewijzing met productcode moet een omvang hebben.',
    breaches: among(
      changingProducts,
      ofCurrent(({ omvang }, { product }) => product?.code !== undefined && omvang === undefined),
    ),
  }),
  ledgerRule({
    rule: 'TR412',
    level: 3,
    code: '9412',
    ...changing,
    element: 'Omvang',
    sentence: 'Een toewijzing zonder productcode heeft geen omvang; vraag een ander budget.',
    breaches: among(
      changingProducts,
      ofCurrent(
        ({ omvang }, { product }) => product !== undefined && product.code === undefined && omvang !== undefined,
      ),
    ),
  }),
];

/** Rules of level 3 on requests (iJw 3.2, §10). */
export const requestLedgerRules: readonly LedgerRule<RequestLedger>[] = [...onRequests, ...onChanges];
