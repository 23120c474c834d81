/** A fault in an agreement: its place in the region file (keys and indexes) and the remedy. */
export interface ContractFault {
  readonly path: readonly (string | number)[];
  readonly text: string;
}
