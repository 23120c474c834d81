import type { Language } from '@regieboek/kernel';

/** An amount in a letter, with its label; a total is bold. */
export interface LetterRow {
  readonly label: string;
  readonly value: string;
  readonly isTotal?: boolean;
}

/** Content of a letter. */
export interface Letter {
  readonly language: Language;
  /** Title of the document, and subject of the letter. */
  readonly title: string;
  /** Organisation that sends it. */
  readonly from: string;
  /** Lines of the addressee. */
  readonly to: readonly string[];
  /** Day of the letter, and of the document; the same letter has the same bytes. */
  readonly day: string;
  readonly dayLabel: string;
  readonly opening: readonly string[];
  readonly rows: readonly LetterRow[];
  readonly closing: readonly string[];
}
