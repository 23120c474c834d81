/** Ledgers in memory for messages that are decided as a whole, for tests. */
import type {
  AnsweredDeclaration,
  KnownAssignment,
  KnownRequest,
  KnownStart,
  KnownStop,
  LedgerOf,
} from '../src/decision/ledgers.js';
import { bsn, day, municipality, provider } from './messages.js';
import { jw325, refusedLines } from './request-messages.js';

/** A specific assignment of the first test client. */
export const known = (number: number, changes: Partial<KnownAssignment> = {}): KnownAssignment => ({
  number,
  bsn: bsn[0],
  provider,
  product: { categorie: '45', code: '45A04' },
  from: day('2026-01-12'),
  to: day('2026-12-31'),
  omvang: { volume: 3, eenheid: '14', frequentie: '2' },
  removed: false,
  ...changes,
});

const declaration: AnsweredDeclaration = {
  xsdVersie: { basisschemaXsdVersie: '1.0.0', berichtXsdVersie: '1.0.0' },
  declaratieNummer: 'DEC1',
  answered: false,
  line: (_, { referentieNummer }) =>
    refusedLines.find(({ productReferentie }) => productReferentie.referentieNummer === referentieNummer),
};

/** Differences from a history in which every valid test message is accepted. */
export interface History {
  readonly messages?: readonly string[];
  readonly municipalities?: readonly string[];
  readonly clients?: readonly string[];
  readonly products?: boolean;
  readonly assignments?: readonly KnownAssignment[];
  readonly requests?: Readonly<Record<string, KnownRequest>>;
  readonly standing?: readonly number[];
  readonly taskBased?: boolean;
  readonly starts?: readonly KnownStart[];
  readonly stops?: readonly KnownStop[];
  readonly references?: readonly string[];
  readonly pending?: boolean;
  readonly declaration?: Partial<AnsweredDeclaration> | null;
}

const start = { toewijzingNummer: 1, product: { categorie: '45' } } as const;

const sound = {
  messages: [],
  municipalities: [municipality, '0599'],
  clients: bsn,
  products: true,
  assignments: [known(1), known(2, { product: { categorie: '43', code: '43A04' } })],
  requests: { R1: { bsn: bsn[0], replies: [], assigned: false } },
  standing: [],
  taskBased: false,
  starts: [{ ...start, begindatum: day('2026-01-12') }],
  stops: [],
  references: [],
  pending: false,
  declaration,
} as const;

/** A ledger that satisfies every message. */
export type EveryLedger = LedgerOf['JW301'] &
  LedgerOf['JW305'] &
  LedgerOf['JW315'] &
  LedgerOf['JW319'] &
  LedgerOf['JW325'];

/** The ledger of a history: that of `sound`, changed by `facts`. */
export function historyOf(facts: History = {}): EveryLedger {
  const history: Required<History> = { ...sound, ...facts };
  const assigned = new Map(history.assignments.map((each) => [each.number, each]));
  return {
    messageSeen: (_, __, identification) => history.messages.includes(identification),
    isMunicipality: (code) => history.municipalities.includes(code),
    isProduct: () => history.products,
    isClient: (number) => history.clients.includes(number),
    assignment: (number) => assigned.get(number),
    request: (_, reference) => history.requests[reference],
    hasStandingLines: (number) => history.standing.includes(number),
    isTaskBased: () => history.taskBased,
    starts: () => history.starts,
    stops: () => history.stops,
    referenceSeen: (_, reference) => history.references.includes(reference),
    isPending: () => history.pending,
    assignments: () => history.assignments,
    declaration: (_, { identificatie }) =>
      history.declaration && identificatie === jw325().header.declaratieIdentificatie.identificatie
        ? { ...declaration, ...history.declaration }
        : undefined,
  };
}
