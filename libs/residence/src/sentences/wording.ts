/** Values that a sentence about an interval may contain. */
export interface SentenceValues {
  readonly municipality: string;
  readonly chainStart: string;
  readonly referenceDay: string;
  readonly claimOn: string;
}
