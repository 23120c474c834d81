import { Refusal, type Sentence } from '@regieboek/kernel';

/** A backup cannot be made, trusted or restored. The message names the part or the place, and the remedy; it contains no data. */
export class BackupFault extends Refusal {
  override readonly name = 'BackupFault';

  constructor(text: Sentence, options: { readonly cause?: unknown } = {}) {
    super('backup', 'internal', text, options);
  }
}
