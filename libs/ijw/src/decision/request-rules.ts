import type { JW317TeWijzigenProduct, JW317Verzoek } from '../generated/messages.js';
import {
  changeRequests,
  changingProducts,
  client,
  requestedProducts,
  unchangedProducts,
} from '../rules/message-parts.js';
import type { Attachment } from '../rules/message-rule.js';
import { stacked, type ProductPeriod } from '../rules/product-overlap.js';
import { ledgerRule, type Judgement, type LedgerRule, type RuleNumber } from './ledger-rule.js';
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

/** Every product of a change request over its period; what points at no current assignment is left out. */
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

const requestRule = (
  number: RuleNumber,
  element: string,
  sentence: string,
  isBroken: (request: JW317Verzoek, judgement: Judgement<RequestLedger>) => boolean,
): LedgerRule<RequestLedger> =>
  ledgerRule(number, { ...changes, element }, sentence, [
    changeRequests,
    (judgement) => (request) => isBroken(request, judgement),
  ]);

/** A rule on a product to be changed whose assignment is current; TR351 judges the others. */
const changeRule = (
  number: RuleNumber,
  element: string,
  sentence: string,
  isBroken: (asked: JW317TeWijzigenProduct, assignment: KnownAssignment, signedOn: string) => boolean,
): LedgerRule<RequestLedger> =>
  ledgerRule(number, { ...changing, element }, sentence, [
    changingProducts,
    (judgement) => {
      const current = currentAssignments(judgement);
      const day = judgement.message.value.header.berichtIdentificatie.dagtekening;
      return (asked) => {
        const assignment = current.get(asked.toewijzingNummer);
        return assignment !== undefined && isBroken(asked, assignment, day);
      };
    },
  ]);

const isCurrentRule = (number: RuleNumber, on: 'OngewijzigdProduct' | 'TeWijzigenProduct'): LedgerRule<RequestLedger> =>
  ledgerRule(
    number,
    { messages: ['JW317'], on, element: 'ToewijzingNummer' },
    'Het toewijzingnummer is niet van een actuele toewijzing van deze client aan deze aanbieder.',
    [
      on === 'OngewijzigdProduct' ? unchangedProducts : changingProducts,
      (judgement) => {
        const current = currentAssignments(judgement);
        return ({ toewijzingNummer }: { readonly toewijzingNummer: number }) => !current.has(toewijzingNummer);
      },
    ],
  );

const referenceUsed = (attachment: Attachment): readonly [RuleNumber, Attachment, string] => [
  ['TR347', 3, '9347'],
  { ...attachment, element: 'ReferentieAanbieder' },
  'De referentie is al bij een eerder verzoek gebruikt; geef elk verzoek een nieuwe.',
];

const isReferenceSeen =
  ({ ledger, message }: Judgement<RequestLedger>) =>
  ({ referentieAanbieder }: { readonly referentieAanbieder: string }): boolean =>
    ledger.referenceSeen(providerOf(message), referentieAanbieder);

/** Whether a budget, or a volume over the whole period (frequency 6), is asked to be another. */
function changesWhole({ budget, omvang }: JW317TeWijzigenProduct, assignment: KnownAssignment): boolean {
  if (assignment.budget !== undefined) return budget !== undefined && budget !== assignment.budget;
  const volume = assignment.omvang;
  return volume?.frequentie === '6' && omvang?.frequentie === '6' && omvang.volume !== volume.volume;
}

const onRequests: readonly LedgerRule<RequestLedger>[] = [
  ledgerRule(...referenceUsed({ messages: ['JW315'], on: 'AangevraagdProduct' }), [requestedProducts, isReferenceSeen]),
  ledgerRule(...referenceUsed(changes), [changeRequests, isReferenceSeen]),
  // The rule hangs on the message as a whole; of its classes the client is the one it speaks of.
  ledgerRule(
    ['TR374', 3, '9374'],
    { messages: ['JW315', 'JW317'], on: 'Client' },
    'Voor deze client loopt al een verzoek van deze aanbieder; wacht het antwoord af.',
    [
      client,
      ({ ledger, message }) =>
        ({ bsn }) =>
          ledger.isPending(providerOf(message), bsn),
    ],
  ),
  ledgerRule(
    ['TR304', 3, '8187'],
    { messages: ['JW317'], on: 'Client', element: 'Bsn' },
    'Het BSN is niet van een bekende client.',
    [
      (message) => (message.type === 'JW317' ? client(message) : []),
      ({ ledger }) =>
        ({ bsn }) =>
          !ledger.isClient(bsn),
    ],
  ),
];

const onChanges: readonly LedgerRule<RequestLedger>[] = [
  requestRule(
    ['TR349', 3, '9349'],
    '',
    'Niet alle actuele toewijzingen van de client staan in het verzoek; noem ook de ongewijzigde.',
    ({ ongewijzigdeProducten, teWijzigenProducten }, judgement) => {
      const named = [...(ongewijzigdeProducten ?? []), ...(teWijzigenProducten ?? [])];
      const numbers = new Set(named.map(({ toewijzingNummer }) => toewijzingNummer));
      return [...currentAssignments(judgement).keys()].some((number) => !numbers.has(number));
    },
  ),
  requestRule(
    ['TR361', 3, '9361'],
    '',
    'Hetzelfde product staat meer dan eens in het verzoek over een overlappende periode.',
    (request, judgement) => stacked(askedPeriods(request, currentAssignments(judgement)), (period) => period).size > 0,
  ),
  isCurrentRule(['TR350', 3, '9350'], 'OngewijzigdProduct'),
  isCurrentRule(['TR351', 3, '9351'], 'TeWijzigenProduct'),
  changeRule(
    ['TR357', 3, '9357'],
    'GewensteIngangsdatum',
    'De gewenste ingangsdatum moet na de dagtekening liggen, of gelijk zijn aan die van de toewijzing.',
    ({ gewensteIngangsdatum }, { from }, signedOn) => gewensteIngangsdatum <= signedOn && gewensteIngangsdatum !== from,
  ),
  changeRule(
    ['TR373', 3, '9373'],
    'GewensteIngangsdatum',
    'Bij een ander budget of een ander volume over de hele periode blijft de ingangsdatum die van de toewijzing.',
    (asked, assignment) => changesWhole(asked, assignment) && asked.gewensteIngangsdatum !== assignment.from,
  ),
  changeRule(
    ['TR375', 3, '9375'],
    'Omvang',
    'Een toewijzing zonder product heeft geen omvang; vraag een ander budget.',
    ({ omvang }, { product }) => product === undefined && omvang !== undefined,
  ),
  changeRule(
    ['TR411', 3, '9411'],
    'Omvang',
    'Een wijziging van een toewijzing met productcode moet een omvang hebben.',
    ({ omvang }, { product }) => product?.code !== undefined && omvang === undefined,
  ),
  changeRule(
    ['TR412', 3, '9412'],
    'Omvang',
    'Een toewijzing zonder productcode heeft geen omvang; vraag een ander budget.',
    ({ omvang }, { product }) => product !== undefined && product.code === undefined && omvang !== undefined,
  ),
];

/** Rules of level 3 on requests (iJw 3.2, §10). */
export const requestLedgerRules: readonly LedgerRule<RequestLedger>[] = [...onRequests, ...onChanges];
