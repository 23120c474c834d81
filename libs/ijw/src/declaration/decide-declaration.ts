import { sumCents, toDay, type CalendarDate, type Cents } from '@regieboek/kernel';
import type { RetourCode } from '../generated/messages.js';
import type { DeclaredLine } from '../read/declaration-reader.js';
import type { Declaration } from './declaration.js';
import { clientRule, declaratieRules, headerRules, type HeadContext, type HeadRule } from './head-rules.js';
import type { DeclarationLedger, LedgerAssignment } from './ledger.js';
import type { LineContext } from './line-context.js';
import { lineRules } from './line-rules.js';
import { RunningLedger } from './running-ledger.js';
import { settingsWith, type Settings } from '../settings.js';

/** Outcome of a line; a rejected line has codes unless the whole declaration was refused. */
export interface LineOutcome {
  readonly status: 'approved' | 'rejected';
  readonly codes: readonly RetourCode[];
}

/** Outcome of a line and its place: numbers from 1, as in `DeclaredLine`. */
export interface DecidedLine extends LineOutcome {
  readonly client: number;
  readonly number: number;
  readonly reference: string;
}

/** Answer of a municipality to a declaration. Amounts are signed: credits are negative. */
export interface DeclarationDecision {
  /** Codes of the header; other than 0200 means: refused, counts as not sent, nothing is booked. */
  readonly header: readonly RetourCode[];
  /** Codes of DeclaratieAntwoord; other than 0200 and 8001 means: refused, counts as not sent, nothing is booked. */
  readonly declaration: readonly RetourCode[];
  /** Codes of clients that were refused as a whole, by the number of the client. */
  readonly clients: ReadonlyMap<number, readonly RetourCode[]>;
  /** One outcome per line, in document order. */
  readonly lines: readonly DecidedLine[];
  readonly submittedCents: Cents;
  readonly grantedCents: Cents;
}

const signed = (line: DeclaredLine): Cents => {
  const { bedrag, debetCredit } = line.prestatie.ingediendBedrag;
  return debetCredit === 'D' ? bedrag : -bedrag;
};

const submittedOf = ({ head }: Declaration): Cents => {
  const { totaalBedrag, debetCredit } = head.declaratie.totaalIngediendBedrag;
  return debetCredit === 'D' ? totaalBedrag : -totaalBedrag;
};

const decided = (line: DeclaredLine, outcome: LineOutcome): DecidedLine => ({
  client: line.client,
  number: line.number,
  reference: line.prestatie.productReferentie.referentieNummer,
  ...outcome,
});

function refused(
  declaration: Declaration,
  codes: { readonly header: readonly RetourCode[]; readonly declaration: readonly RetourCode[] },
): DeclarationDecision {
  return {
    ...codes,
    clients: new Map(),
    lines: declaration.lines.map((line) => decided(line, { status: 'rejected', codes: [] })),
    submittedCents: submittedOf(declaration),
    grantedCents: 0,
  };
}

/** The decision on a declaration that breaks a rule of level 2: the whole message is refused with 0001. */
export const refuseTechnically = (declaration: Declaration): DeclarationDecision =>
  refused(declaration, { header: ['0001'], declaration: [] });

type RefusedClients = ReadonlyMap<number, readonly RetourCode[]>;

/** Number of occurrences of each reference in a declaration. */
function occurrencesIn({ lines }: Declaration): ReadonlyMap<string, number> {
  const occurrences = new Map<string, number>();
  for (const { prestatie } of lines) {
    const reference = prestatie.productReferentie.referentieNummer;
    occurrences.set(reference, (occurrences.get(reference) ?? 0) + 1);
  }
  return occurrences;
}

/** Decides the lines of one declaration whose head was accepted. */
class LineDecisions {
  readonly #running: RunningLedger;
  readonly #occurrences: ReadonlyMap<string, number>;
  readonly #known: ReadonlyMap<string, LineOutcome>;
  readonly outcomes: LineOutcome[] = [];

  constructor(
    private readonly declaration: Declaration,
    private readonly ledger: DeclarationLedger,
    known: ReadonlyMap<string, LineOutcome>,
    private readonly rules: { readonly settings: Settings; readonly refused: RefusedClients },
  ) {
    this.#running = new RunningLedger(ledger);
    this.#known = known;
    this.#occurrences = occurrencesIn(declaration);
  }

  /**
   * Credits first, then debits, each in document order: the standard does not define an order, and a credit frees budget and
   * references.
   */
  decide(): void {
    for (const wanted of ['C', 'D'] as const)
      this.declaration.lines.forEach((line, index) => {
        if (line.prestatie.ingediendBedrag.debetCredit === wanted) this.outcomes[index] = this.#decideLine(line);
      });
  }

  #decideLine(line: DeclaredLine): LineOutcome {
    const client = this.ledger.client(line.bsn);
    if (client === undefined || this.rules.refused.has(line.client)) return { status: 'rejected', codes: ['0233'] };
    const assignment = this.#assignmentOf(line, client);
    const outcome = this.#knownOutcome(line) ?? this.#judge(this.#contextOf(line, client, assignment));
    if (outcome.status === 'approved') this.#running.approve(line.prestatie, assignment);
    return outcome;
  }

  /** The outcome decided before; undefined when the reference is not unique, because such lines are refused again anyway. */
  #knownOutcome({ prestatie }: DeclaredLine): LineOutcome | undefined {
    const reference = prestatie.productReferentie.referentieNummer;
    return this.#occurrences.get(reference) === 1 ? this.#known.get(reference) : undefined;
  }

  #judge(context: LineContext): LineOutcome {
    const kind = context.line.ingediendBedrag.debetCredit === 'D' ? 'debit' : 'credit';
    const codes: RetourCode[] = [];
    for (const rule of lineRules)
      if ((rule.appliesTo === kind || rule.appliesTo === 'both') && rule.isBroken(context)) codes.push(rule.code);
    return codes.length === 0 ? { status: 'approved', codes } : { status: 'rejected', codes };
  }

  #assignmentOf({ prestatie }: DeclaredLine, client: string): LedgerAssignment | undefined {
    const assignment = this.ledger.assignment(prestatie.toewijzingNummer);
    const isOwn = assignment?.client === client && assignment.provider === this.#provider;
    return isOwn ? assignment : undefined;
  }

  get #provider(): string {
    return this.declaration.head.header.afzender;
  }

  #contextOf({ prestatie }: DeclaredLine, client: string, assignment: LedgerAssignment | undefined): LineContext {
    const { productPeriode, productReferentie, productCode } = prestatie;
    const { referentieNummer, vorigReferentieNummer } = productReferentie;
    const period = { from: toDay(productPeriode.begindatum), to: toDay(productPeriode.einddatum) };
    const earlier = (reference: string) => this.ledger.lineByReference(this.#provider, reference);
    return {
      line: prestatie,
      period,
      client,
      assignment,
      contract: this.ledger.product(this.#provider, productCode, period.from),
      declaredUntil: this.declaration.head.declaratie.declaratiePeriode.einddatum,
      isRepeated: this.#occurrences.get(referentieNummer) !== 1,
      sameReference: earlier(referentieNummer),
      credited: vorigReferentieNummer === undefined ? undefined : earlier(vorigReferentieNummer),
      ledger: this.ledger,
      running: this.#running,
      settings: this.rules.settings,
    };
  }
}

/**
 * Derives from lines decided before whether their clients were refused: the lines of a refused client have code 0233 (not
 * checked).
 */
function clientsDecided(
  declaration: Declaration,
  known: ReadonlyMap<string, LineOutcome>,
): ReadonlyMap<number, boolean> {
  const refused = new Map<number, boolean>();
  if (known.size === 0) return refused;
  const occurrences = occurrencesIn(declaration);
  for (const { client, prestatie } of declaration.lines) {
    const reference = prestatie.productReferentie.referentieNummer;
    const outcome = occurrences.get(reference) === 1 ? known.get(reference) : undefined;
    if (outcome) refused.set(client, refused.get(client) === true || outcome.codes.includes('0233'));
  }
  return refused;
}

/**
 * Clients that are refused as a whole, with their codes: unknown ones, and by `foreignAssignment` those on another's assignment.
 */
function refusedClients(
  declaration: Declaration,
  ledger: DeclarationLedger,
  { foreignAssignment }: Settings,
  known: ReadonlyMap<string, LineOutcome>,
): RefusedClients {
  const clients = new Map<number, readonly RetourCode[]>();
  const before = clientsDecided(declaration, known);
  const isRefused = ({ bsn, prestatie }: DeclaredLine): boolean => {
    const client = ledger.client(bsn);
    if (client === undefined) return true;
    const owner = ledger.assignment(prestatie.toewijzingNummer)?.client;
    return foreignAssignment === '8187' && owner !== undefined && owner !== client;
  };
  for (const line of declaration.lines) {
    if (before.get(line.client) ?? (clients.has(line.client) || isRefused(line)))
      clients.set(line.client, [clientRule.code]);
  }
  return clients;
}

/**
 * Inputs of a decision from outside: the receiver's day, earlier decisions of an interrupted import by reference, and settings.
 */
export interface DecisionFacts {
  readonly today: CalendarDate;
  readonly decided?: ReadonlyMap<string, LineOutcome>;
  /** Settings that differ from the defaults, where sources contradict each other. */
  readonly settings?: Partial<Settings>;
}

/** Codes that refuse the declaration as a whole; undefined when its head breaks no rule. */
function refusalOf(context: HeadContext): Pick<DeclarationDecision, 'header' | 'declaration'> | undefined {
  const broken = (rules: readonly HeadRule[]): RetourCode[] =>
    rules.filter((rule) => rule.isBroken(context)).map(({ code }) => code);
  const header = broken(headerRules);
  if (header.length > 0) return { header, declaration: [] };
  const declaration = broken(declaratieRules);
  return declaration.length > 0 ? { header: ['0200'], declaration } : undefined;
}

/**
 * Decides a declaration that is valid at levels 1 and 2 against a ledger: header, then Declaratie, then clients and lines,
 * stopping at a breach of the first two (§5.2). Approved lines count for later lines of the message. With the same ledger,
 * deciding again given the outcomes of any part of the lines gives the same decision. Lines decided earlier prove that the
 * head was accepted; it is not refused because of declarations received since.
 */
export function decideDeclaration(
  declaration: Declaration,
  ledger: DeclarationLedger,
  facts: DecisionFacts,
): DeclarationDecision {
  const settings = settingsWith(facts.settings);
  const known = facts.decided ?? new Map<string, LineOutcome>();
  const context = { head: declaration.head, ledger, today: facts.today, settings };
  const refusal = known.size > 0 ? undefined : refusalOf(context);
  if (refusal) return refused(declaration, refusal);
  const clients = refusedClients(declaration, ledger, settings, known);
  const decisions = new LineDecisions(declaration, ledger, known, { settings, refused: clients });
  decisions.decide();
  const lines = declaration.lines.map((line, index) => {
    const outcome = decisions.outcomes[index];
    if (!outcome) throw new Error(`line ${line.number} of client ${line.client} is neither debit nor credit`);
    return decided(line, outcome);
  });
  const granted = declaration.lines.map((line, index) => (lines[index]?.status === 'approved' ? signed(line) : 0));
  return {
    header: ['0200'],
    declaration: lines.every(({ status }) => status === 'approved') ? ['8001'] : ['0200'],
    clients,
    lines,
    submittedCents: submittedOf(declaration),
    grantedCents: sumCents(granted),
  };
}
