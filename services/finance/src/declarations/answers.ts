import { Inject, Injectable } from '@nestjs/common';
import { buildJw325, writeMessage, type Declaration, type DeclarationDecision, type LineOutcome } from '@regieboek/ijw';
import { streamName, type EventLog } from '@regieboek/eventing';
import type { DecidedLine, DeclarationHead, DeclarationOutcome } from '@regieboek/events';
import { NO_NUMBER, type MessageStore, type OpenedMessage } from '@regieboek/intake';
import { Refusal } from '@regieboek/kernel';
import { always } from '@regieboek/access';
import { EVENT_LOG, load, mustBeAllowed, seeRows, asProcess } from '@regieboek/platform';
import { declarationDecider } from '../domain/declarations/declaration.js';
import { readAccepted } from './reading/read-declaration.js';
import { MESSAGES } from '../tokens.js';

const codesOf = (codes: readonly string[]): LineOutcome['codes'] => codes as LineOutcome['codes'];

/** A decided declaration of the log. */
interface Decided {
  readonly head: DeclarationHead;
  readonly lines: readonly DecidedLine[];
  readonly outcome: DeclarationOutcome;
}

/** The decision in the log, with the message that it was about. A client whose number is `erased` is left out. */
function toDecision(declaration: Declaration, decided: Decided, erased: string | null): DeclarationDecision {
  const { head, outcome } = decided;
  const byPlace = new Map(decided.lines.map((line) => [line.place, line]));
  return {
    header: codesOf(outcome.headerCodes),
    declaration: codesOf(outcome.declarationCodes),
    clients: new Map(Object.entries(outcome.clientCodes).map(([client, codes]) => [Number(client), codesOf(codes)])),
    lines: declaration.lines.map((line, place) => {
      const codes = byPlace.get(place)?.codes ?? [];
      const isApproved = line.bsn === erased || (byPlace.has(place) && codes.length === 0);
      const { client, number } = line;
      const reference = line.prestatie.productReferentie.referentieNummer;
      return { client, number, reference, status: isApproved ? 'approved' : 'rejected', codes: codesOf(codes) };
    }),
    submittedCents: head.submittedCents,
    grantedCents: outcome.approvedCents,
  };
}

/**
 * Declaration answers (JW325), built from the message as received and the decisions in the log: always the same bytes, without the
 * clients that were erased since.
 */
@Injectable()
export class DeclarationAnswers {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(MESSAGES) private readonly messages: MessageStore,
  ) {}

  /** A message that the log of the region names. Until it is settled it has no region itself, so it is looked for over all. */
  private messageOf(logId: string): Promise<OpenedMessage> {
    return asProcess(() => this.messages.openNamedInLog(logId));
  }

  /** The JW325 of a declaration, or null while it is not decided. Throws NotAllowed when it is of another provider. */
  async answer(region: string, id: string): Promise<string | null> {
    const { state } = await load(this.log, declarationDecider, streamName(region, declarationDecider.category, id));
    if (state.status !== 'decided') return null;
    mustBeAllowed('see-declaration-answers', { region, providers: always(state.head.provider) });
    const opened = await this.messageOf(state.head.message);
    if (opened.partsErased > 0)
      throw new Refusal('youth-erased', 'gone', {
        en: 'a youth of this declaration was erased: it has no answer any more',
        nl: 'een jeugdige van deze declaratie is gewist: er is geen antwoord meer',
      });
    const declaration = readAccepted(opened.body);
    if (!declaration) throw new Error(`the stored message of declaration ${id} can no longer be read`);
    seeRows(region, state.lines);
    const decision = toDecision(declaration, state, opened.numbersErased > 0 ? NO_NUMBER : null);
    const { answerId, answerDate } = state.outcome;
    return writeMessage(
      'JW325',
      buildJw325(declaration, decision, { identificatie: answerId, dagtekening: answerDate }),
    );
  }
}
