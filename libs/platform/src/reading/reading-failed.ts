import { Refusal } from '@regieboek/kernel';

/** A message or file could not be read within its time and memory; names the limit, and no content. */
export class ReadingFailed extends Refusal {
  override readonly name = 'ReadingFailed';
  constructor(message: string) {
    super('too-complex', 'too-large', message);
  }
}
