import type { Fault } from '@regieboek/kernel';
import type { Output } from './output.js';

/** An error as JSON: a code for programs, the sentence for people in the language of the command, and every fault. */
export interface JsonError {
  readonly code: string;
  readonly message: string;
  readonly faults: readonly Fault[];
}

/**
 * With `--json` an error is JSON on standard output too, as `{"error": …}`, unless the command printed its result as JSON before: then that
 * has the reasons, and a second document would make the output unreadable for programs.
 */
export function withJsonErrors(
  output: Output,
  argv: readonly string[],
): { readonly spoken: Output; readonly fail: (error: JsonError) => void } {
  let isPrinted = false;
  const spoken: Output = {
    ...output,
    json(value) {
      isPrinted = true;
      output.json(value);
    },
    jsonItems(items) {
      isPrinted = true;
      return output.jsonItems(items);
    },
  };
  return {
    spoken,
    fail(error) {
      if (argv.includes('--json') && !isPrinted) output.json({ error });
    },
  };
}
