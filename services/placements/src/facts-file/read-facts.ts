import { Refused } from '@regieboek/intake';
import type { Fault } from '@regieboek/platform';
import { readFactsFile, type FileYouth } from './facts-file.js';

/** Content of a facts file, or every fault. */
export type ReadFacts = { readonly youths: readonly FileYouth[] } | { readonly faults: readonly Fault[] };

/** The same as readFactsFile, with faults as a result: an error loses its fields on the way out of a thread. */
export function readFacts(text: string): ReadFacts {
  try {
    return { youths: readFactsFile(text) };
  } catch (error) {
    if (error instanceof Refused) return { faults: error.faults };
    throw error;
  }
}
