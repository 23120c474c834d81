import { Inject, Injectable } from '@nestjs/common';
import type { MessageStore, ReceivedMessage } from '@regieboek/intake';
import { mustBeAllowed, seeYouths } from '@regieboek/platform';
import { MESSAGES } from '../tokens.js';

/** The answer to a received message, or the reason why it has none. */
export type FoundAnswer = { readonly answer: string } | { readonly reason: string };

function reasonOf({ kind, status }: ReceivedMessage): string {
  if (kind !== 'iJw') return 'a residence facts file has no answer';
  if (status === 'received')
    return 'this message has no answer yet; it is retried automatically, or when it is sent again';
  if (status === 'refused')
    return 'this message could not be processed and has no retour; its faults are at /v1/messages/{id}';
  return 'this message was processed before answers were stored';
}

/** Retours (JW302, JW306, JW308) as they were given: always the same bytes. */
@Injectable()
export class MessageAnswers {
  constructor(@Inject(MESSAGES) private readonly messages: MessageStore) {}

  /** The answer to the message with this id. Throws NotAllowed when the caller has no role for its region. */
  async find(id: string): Promise<FoundAnswer> {
    const message = await this.messages.find(id);
    if (typeof message?.region === 'string') {
      seeYouths(message.region, []);
      mustBeAllowed('see-message-answers', { region: message.region });
    }
    const answer = await this.messages.openAnswer(id);
    if (answer !== null) return { answer };
    return {
      reason: message
        ? reasonOf(message)
        : 'no received message has this id; answers to declarations are at /v1/regions/{region}/declarations/{id}/answer',
    };
  }
}
