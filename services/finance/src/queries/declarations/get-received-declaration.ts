import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MessageStore, ReceivedMessage } from '@regieboek/intake';
import { mustBeAllowed, overAllRegions } from '@regieboek/platform';
import { MESSAGES } from '../../tokens.js';

/** Result of a received declaration message; undefined when the id is unknown. */
export class GetReceivedDeclaration extends Query<ReceivedMessage | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

/** Handles GetReceivedDeclaration. */
@QueryHandler(GetReceivedDeclaration)
export class GetReceivedDeclarationHandler implements IQueryHandler<GetReceivedDeclaration> {
  constructor(@Inject(MESSAGES) private readonly messages: MessageStore) {}

  /** A message of no one region is shown to every caller with its id, which only its sender got. */
  async execute({ id }: GetReceivedDeclaration): Promise<ReceivedMessage | undefined> {
    const message = await overAllRegions(() => this.messages.find(id));
    if (typeof message?.region === 'string') mustBeAllowed('see-messages', { region: message.region });
    return message;
  }
}
