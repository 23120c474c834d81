const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** True for the error of the file system about a file or folder that does not exist. */
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';
