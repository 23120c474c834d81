import { Inject, Injectable } from '@nestjs/common';
import { buildJw325, writeMessage, type Declaration, type DeclarationDecision, type LineOutcome } from '@regieboek/ijw';
import { streamName, type EventLog } from '@regieboek/eventing';
import type { DecidedLine, DeclarationHead, DeclarationOutcome } from '@regieboek/events';
import type { MessageStore } from '@regieboek/intake';
import { always } from '@regieboek/access';
import { EVENT_LOG, load, mustBeAllowed, seeRows, asProcess } from '@regieboek/platform';
import { declarationDecider } from '../domain/declarations/declaration.js';
import { readAccepted } from './reading/read-declaration.js';
import { MESSAGES } from '../tokens.js';

const codesOf = (codes: readonly string[]): LineOutcome['codes'] => codes as LineOutcome['codes'];

/** The decision in the log, with the message it was about. */
function toDecision(
  declaration: Declaration,
  head: DeclarationHead,
  lines: readonly DecidedLine[],
  outcome: DeclarationOutcome,
): DeclarationDecision {
  const byPlace = new Map(lines.map((line) => [line.place, line]));
  return {
    header: codesOf(outcome.headerCodes),
    declaration: codesOf(outcome.declarationCodes),
    clients: new Map(Object.entries(outcome.clientCodes).map(([client, codes]) => [Number(client), codesOf(codes)])),
    lines: declaration.lines.map((line, place) => {
      const codes = byPlace.get(place)?.codes ?? [];
      const approved = byPlace.has(place) && codes.length === 0;
      const { client, number } = line;
      const reference = line.prestatie.productReferentie.referentieNummer;
      return { client, number, reference, status: approved ? 'approved' : 'rejected', codes: codesOf(codes) };
    }),
    submittedCents: head.submittedCents,
    grantedCents: outcome.approvedCents,
  };
}

/** Declaration answers (JW325), built from the message as received and the decisions in the log: always the same bytes. */
@Injectable()
export class DeclarationAnswers {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(MESSAGES) private readonly messages: MessageStore,
  ) {}

  /** A message that the log of the region names. Until it is settled it has no region itself, so it is looked for over all. */
  private messageOf(logId: string): Promise<Buffer> {
    return asProcess(() => this.messages.openNamedInLog(logId));
  }

  /** The JW325 of a declaration, or null while it is not decided. Throws NotAllowed when it is of another provider. */
  async answer(region: string, id: string): Promise<string | null> {
    const { state } = await load(this.log, declarationDecider, streamName(region, declarationDecider.category, id));
    if (state.status !== 'decided') return null;
    mustBeAllowed('see-declaration-answers', { region, providers: always(state.head.provider) });
    const declaration = readAccepted(await this.messageOf(state.head.message));
    if (!declaration) throw new Error(`the stored message of declaration ${id} can no longer be read`);
    seeRows(region, state.lines);
    const decision = toDecision(declaration, state.head, state.lines, state.outcome);
    const { answerId, answerDate } = state.outcome;
    return writeMessage(
      'JW325',
      buildJw325(declaration, decision, { identificatie: answerId, dagtekening: answerDate }),
    );
  }
}
