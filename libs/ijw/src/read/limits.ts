/** Bounds that keep a hostile file from using more than its share. */
export interface ReadLimits {
  /** Bytes of the file; OP179 sets 25 MB. */
  readonly bytesMax: number;
  /** Elements inside each other; the deepest message of the standard needs nine. */
  readonly depthMax: number;
  /** Findings kept; later ones are counted only. */
  readonly findingsMax: number;
}

/** Limits of the standard and of this reader. */
export const defaultLimits: ReadLimits = { bytesMax: 25 * 1024 * 1024, depthMax: 32, findingsMax: 1000 };
