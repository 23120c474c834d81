/** Bounds that keep a hostile file from using more than its share. */
export interface ReadLimits {
  /** Bytes of the file; OP179 sets 25 MB. */
  readonly bytesMax: number;
  /** Nesting depth of elements; the deepest message of the standard needs nine. */
  readonly depthMax: number;
  /** Number of findings to keep; later ones are only counted. */
  readonly findingsMax: number;
}

/** Limits of the standard and of this reader. */
export const defaultLimits: ReadLimits = { bytesMax: 25 * 1024 * 1024, depthMax: 32, findingsMax: 1000 };
