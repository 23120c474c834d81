import { Inject, Injectable } from '@nestjs/common';
import { eventId, WrongRevision, type EventLog } from '@regieboek/eventing';
import { EVENT_LOG, handle, prepare, Problem, type Address, type Handled } from '@regieboek/platform';
import { youthDecider, type YouthCommand, type YouthRefusal } from '../domain/youth.js';

/** Status of each refusal: a missing code does not compile. */
const statusOf: Record<YouthRefusal, number> = {
  'unknown-youth': 404,
  'unknown-fact': 404,
  'other-birth-date': 409,
  'id-in-use': 409,
  'ends-before-start': 400,
  'authorisation-too-long': 400,
};

const isRefusal = (code: string): code is YouthRefusal => Object.hasOwn(statusOf, code);

/** Revision that an If-Match header asks for; undefined without one, or for any (`*`). Throws a Problem (400). */
export function revisionOf(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new Problem(400, 'invalid-input', 'If-Match must hold the ETag of the youth as it was given', [
    { place: 'header If-Match', text: 'must be one ETag, such as "3", or *' },
  ]);
}

/** Commands on youths, as they come over HTTP. */
@Injectable()
export class YouthCommands {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /**
   * Decides and appends; gives the ETag. With an expected revision another one is refused (412), unless what is asked
   * is recorded already: then this is a repeat after a lost answer, and gets that answer again (RFC 9110, 13.1.1).
   */
  async decide(region: string, command: YouthCommand, expected: number | undefined): Promise<string> {
    const address = { region, id: command.youth, commandId: eventId(JSON.stringify(command), 0) };
    const handled = await this.handled(command, address, expected);
    if (handled.kind === 'done') return `"${handled.revision}"`;
    const [first] = handled.rejections;
    const code = first?.rejection.code ?? '';
    throw new Problem(isRefusal(code) ? statusOf[code] : 409, code, first?.rejection.message ?? 'refused');
  }

  private async handled(command: YouthCommand, address: Address, expected: number | undefined): Promise<Handled> {
    if (expected === undefined) return handle(this.log, youthDecider, command, address);
    try {
      return await handle(this.log, youthDecider, command, { ...address, expected });
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      const { events, rejections, revision } = await prepare(this.log, youthDecider, [command], address);
      // A youth that does not exist is not one that changed.
      if (revision === 'none') return { kind: 'refused', rejections };
      if (events.length > 0 || rejections.length > 0) throw error;
      return { kind: 'done', events: 0, revision };
    }
  }
}
