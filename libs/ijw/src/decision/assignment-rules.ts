import { REMOVAL_REASON } from '../reference/codes.js';
import { assignedProducts } from '../rules/messages/message-parts.js';
import { ledgerRule } from '../rules/rule.js';
import { among, type LedgerRule } from './ledger-rule.js';
import type { AssignmentLedger } from './ledgers.js';
import { bsnOf, providerOf } from './parties.js';

const on = { messages: ['JW301'], on: 'ToegewezenProduct' } as const;

/** Rules of level 3 on assigned products (iJw 3.2, §6.1). */
export const assignmentLedgerRules: readonly LedgerRule<AssignmentLedger>[] = [
  // The same number for the same client and provider is a resending or a change, not a second use.
  ledgerRule({
    rule: 'TR332',
    level: 3,
    code: '9332',
    ...on,
    element: 'ToewijzingNummer',
    sentence: 'Het toewijzingnummer is al gebruikt voor een andere client of aanbieder; geef een nieuw nummer.',
    breaches: among(assignedProducts, ({ ledger, message }) => ({ toewijzingNummer }) => {
      const known = ledger.assignment(toewijzingNummer);
      return known !== undefined && (known.bsn !== bsnOf(message) || known.provider !== providerOf(message));
    }),
  }),
  // A reference that is missing cannot be judged: only the sender knows which request an assignment honours.
  ledgerRule({
    rule: 'TR379',
    level: 3,
    code: '9379',
    ...on,
    element: 'ReferentieAanbieder',
    sentence:
      'De referentie is niet die van een verzoek voor deze client, of is bij deze toewijzing al eerder verzonden; laat haar dan weg.',
    breaches: among(
      assignedProducts,
      ({ ledger, message }) =>
        ({ toewijzingNummer, referentieAanbieder }) =>
          referentieAanbieder !== undefined &&
          (ledger.request(providerOf(message), referentieAanbieder)?.bsn !== bsnOf(message) ||
            ledger.assignment(toewijzingNummer)?.reference === referentieAanbieder),
    ),
  }),
  ledgerRule({
    rule: 'TR385',
    level: 3,
    code: '9385',
    ...on,
    sentence: 'Op de toewijzing staan goedgekeurde regels; verwijderen (reden 13) kan pas als die zijn gecrediteerd.',
    breaches: among(
      assignedProducts,
      ({ ledger }) =>
        ({ toewijzingNummer, redenWijziging }) =>
          redenWijziging === REMOVAL_REASON && ledger.hasStandingLines(toewijzingNummer),
    ),
  }),
];
