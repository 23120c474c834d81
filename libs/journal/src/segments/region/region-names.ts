import { Dictionary } from '../../columns/names/dictionary.js';
import type { DeclarationNames } from '../../columns/names/declarations.js';
import type { RowNames } from '../../columns/read/decode-rows.js';
import { RegionNames } from '../../columns/names/region-names.js';
import { assignmentColumns, careColumns, type NewNames } from '../../columns/encode/segment.js';
import { textAt, textsOf, at, type TextColumn } from '../../columns/tables/table.js';
import { tableIn, textsIn } from '../files/read-table.js';
import type { SegmentEntry } from '../files/manifest.js';
import { decodedNames } from '../files/names-file.js';

/** Reads a file of a segment. */
export type ReadFile = (entry: SegmentEntry, name: string) => Uint8Array;

/** Pseudonyms of youths by number; those of a segment are read on first use. */
class YouthTexts {
  readonly #columns: { readonly first: number; readonly entry: SegmentEntry; text: TextColumn | null }[];

  constructor(
    entries: readonly SegmentEntry[],
    private readonly read: ReadFile,
  ) {
    this.#columns = entries
      .filter(({ youths }) => youths > 0)
      .map((entry) => ({ first: entry.firstYouth, entry, text: null }));
  }

  #find(youth: number): { readonly first: number; readonly text: TextColumn } {
    const columns = this.#columns;
    let [low, high] = [0, columns.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((columns[middle]?.first ?? 0) <= youth) low = middle + 1;
      else high = middle;
    }
    const found = columns[low - 1];
    if (!found) throw new RangeError(`no segment contains youth number ${youth}: rebuild the segments`);
    found.text ??= textsIn(this.read(found.entry, 'youths.arrow'));
    return { first: found.first, text: found.text };
  }

  text(youth: number): string {
    const { first, text } = this.#find(youth);
    return textAt(text, youth - first);
  }

  bytes(youth: number): Uint8Array {
    const { first, text } = this.#find(youth);
    return text.bytes.subarray(at(text.offsets, youth - first), at(text.offsets, youth - first + 1));
  }
}

/** Dictionaries to read rows with, and properties of declarations by number. */
export type NamesToRead = RowNames & DeclarationNames;

/** Words and declarations of the segments read so far. */
type Growing = Pick<RegionNames, 'words' | 'declarations' | 'periods' | 'providers' | 'payers'>;

/** Adds the new names of a segment one by one: an engine limits the number of arguments. */
function addNames(to: Growing, names: NewNames): void {
  for (const word of names.words) to.words.numberOf(word);
  for (const declaration of names.declarations) to.declarations.numberOf(declaration);
  for (const period of names.periods) to.periods.push(period);
  for (const provider of names.providers) to.providers.push(provider);
  for (const payer of names.payers) to.payers.push(payer);
}

/** Dictionaries to read rows with; pseudonyms stay in the bytes they were read into. */
export function namesToRead(entries: readonly SegmentEntry[], read: ReadFile): NamesToRead {
  const names = {
    words: new Dictionary(),
    declarations: new Dictionary(),
    periods: new Array<string>(),
    providers: new Array<number>(),
    payers: new Array<number>(),
  };
  for (const entry of entries) addNames(names, decodedNames(read(entry, 'names.json')));
  const youths = new YouthTexts(entries, read);
  return { ...names, youth: (number) => youths.text(number), youthBytes: (number) => youths.bytes(number) };
}

/** Dictionaries to build the next segment with. */
export function namesToBuild(entries: readonly SegmentEntry[], read: ReadFile): RegionNames {
  const names = new RegionNames();
  for (const entry of entries) {
    addNames(names, decodedNames(read(entry, 'names.json')));
    if ('care.arrow' in entry.files)
      names.reported.add(
        tableIn(read(entry, 'care.arrow'), careColumns),
        tableIn(read(entry, 'assignments.arrow'), assignmentColumns),
      );
    if (entry.youths > 0)
      for (const youth of textsOf(textsIn(read(entry, 'youths.arrow')))) names.youths.numberOf(youth);
  }
  return names;
}
