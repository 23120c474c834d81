/** Standard input of a command: chunks of text or bytes, and whether it is a terminal. */
export interface Input extends AsyncIterable<string | Uint8Array> {
  readonly isTTY?: boolean | undefined;
}

/** Standard input of this process; it is not opened before a command reads it. */
export const standardInput: Input = {
  get isTTY() {
    return process.stdin.isTTY;
  },
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};
