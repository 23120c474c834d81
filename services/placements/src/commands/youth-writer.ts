import { Inject, Injectable } from '@nestjs/common';
import { WrongRevision, type EventLog } from '@regieboek/eventing';
import { Refusal, type RefusalKind } from '@regieboek/kernel';
import { CIPHER, EVENT_LOG, handle, prepare, type Address, type Cipher, type Handled } from '@regieboek/platform';
import { youthDecider, type YouthCommand, type YouthRefusal } from '../domain/youth.js';

/** A youth of a region, by its pseudonym. */
export interface YouthId {
  readonly region: string;
  readonly youth: string;
}

/** Last revision of a stream, or none. */
export type Revision = number | 'none';

/** Revision that the sender saw (If-Match); a different one is refused. */
export interface AtRevision {
  readonly expected?: number | undefined;
}

/** Kind of each refusal: a missing code does not compile. */
const kindOf: Readonly<Record<YouthRefusal, RefusalKind>> = {
  'unknown-youth': 'not-found',
  'unknown-fact': 'not-found',
  'other-birth-date': 'conflict',
  'born-later': 'invalid',
  'id-in-use': 'conflict',
  'ends-before-start': 'invalid',
  'authorisation-too-long': 'invalid',
  'youth-erased': 'gone',
};

const isYouthRefusal = (code: string): code is YouthRefusal => Object.hasOwn(kindOf, code);

/** Decides commands on youths and appends their events. */
@Injectable()
export class YouthWriter {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CIPHER) private readonly cipher: Cipher,
  ) {}

  /**
   * Decides and appends; returns the new revision. A different expected revision is refused (412), unless the requested change is
   * already recorded: then this is a repeat after a lost answer, and gets that answer again (RFC 9110, 13.1.1).
   */
  async decide(region: string, command: YouthCommand, expected: number | undefined): Promise<Revision> {
    const address = {
      region,
      id: command.youth,
      commandId: this.cipher.id(region, 'command', JSON.stringify(command)),
    };
    const handled = await this.handled(command, address, expected);
    if (handled.kind === 'done') return handled.revision;
    const [first] = handled.rejections;
    const code = first?.rejection.code ?? '';
    throw new Refusal(code, isYouthRefusal(code) ? kindOf[code] : 'conflict', first?.rejection.message ?? 'refused');
  }

  private async handled(command: YouthCommand, address: Address, expected: number | undefined): Promise<Handled> {
    if (expected === undefined) return handle(this.log, youthDecider, command, address);
    try {
      return await handle(this.log, youthDecider, command, { ...address, expected });
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      const { events, rejections, revision } = await prepare(this.log, youthDecider, [command], address);
      // A youth that does not exist has no changed revision: its rejections are the answer.
      if (revision === 'none') return { kind: 'refused', rejections };
      if (events.length > 0 || rejections.length > 0) throw error;
      return { kind: 'done', events: 0, revision };
    }
  }
}
