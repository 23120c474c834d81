import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MessageStore, ReceivedMessage } from '@regieboek/intake';
import { holdsBsn } from '@regieboek/kernel';
import {
  IDENTITIES,
  mustBeAllowed,
  overAllRegions,
  seeYouths,
  withinRegion,
  type Identities,
} from '@regieboek/platform';
import { MESSAGES } from '../tokens.js';

/** Result of a received message or file; undefined when none has this id. */
export class GetMessage extends Query<ReceivedMessage | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

/** Handles GetMessage. */
@QueryHandler(GetMessage)
export class GetMessageHandler implements IQueryHandler<GetMessage> {
  constructor(
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(IDENTITIES) private readonly identities: Identities,
  ) {}

  /** A message of no one region is shown to every caller with its id, which only its sender got. */
  async execute({ id }: GetMessage): Promise<ReceivedMessage | undefined> {
    const message = await overAllRegions(() => this.messages.find(id));
    if (typeof message?.region === 'string') {
      seeYouths(message.region, []);
      mustBeAllowed('see-messages', { region: message.region });
      await this.seeYouthsOf(id, message.region);
    }
    return message;
  }
  /** Notes for the audit log which youths the message is about, as far as the region knows them. */
  private async seeYouthsOf(id: string, region: string): Promise<void> {
    const text = (await withinRegion(region, () => this.messages.open(id))).toString('latin1');
    const numbers = new Set(text.match(/(?<!\d)\d{9}(?!\d)/g)?.filter(holdsBsn));
    seeYouths(region, (await this.identities.youthsOf(region, [...numbers])).values());
  }
}
