import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MessageStore, ReceivedMessage } from '@regieboek/intake';
import { mustBeAllowed, overAllRegions, seeYouths, withinRegion } from '@regieboek/platform';
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
  constructor(@Inject(MESSAGES) private readonly messages: MessageStore) {}

  /** A message of no one region is shown to every caller with its id, which only its sender got. */
  async execute({ id }: GetMessage): Promise<ReceivedMessage | undefined> {
    const message = await overAllRegions(() => this.messages.find(id));
    if (typeof message?.region === 'string') {
      const { region } = message;
      seeYouths(region, []);
      mustBeAllowed('see-messages', { region });
      seeYouths(region, await withinRegion(region, () => this.messages.youthsIn(id)));
    }
    return message;
  }
}
