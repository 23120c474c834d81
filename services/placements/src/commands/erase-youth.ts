import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ErasureGround } from '@regieboek/events';
import type { ApprovalAsked } from '@regieboek/platform';
import { ErasuresOfTwo } from '../erasure/erasures-of-two.js';
import type { Revision, YouthId } from './youth-writer.js';

/** Result of an erasure: done, or waiting for a second person. */
export type Erased = { readonly revision: Revision } | ApprovalAsked;

/**
 * Erases identity, messages and answers of a youth, by destroying their key in every service. Refused while a retention term runs.
 * Data that the books need stay, under the pseudonym. Where four eyes are required, a second person confirms it first. AVG art. 17.
 */
export class EraseYouth extends Command<Erased> {
  constructor(
    readonly id: YouthId,
    readonly ground: ErasureGround,
  ) {
    super();
  }
}

/** Handles EraseYouth. */
@CommandHandler(EraseYouth)
export class EraseYouthHandler implements ICommandHandler<EraseYouth> {
  constructor(@Inject(ErasuresOfTwo) private readonly erasures: ErasuresOfTwo) {}

  async execute({ id, ground }: EraseYouth): Promise<Erased> {
    const erased = await this.erasures.erase(id, ground);
    return typeof erased === 'object' ? erased : { revision: erased };
  }
}
