import { types } from 'node:util';

const FRAMES_MAX = 6;

/** Frames of a stack without the text before them: the message, which may span lines and hold anything. */
function framesOf({ stack = '', name, message }: Error): string[] {
  const heads = [`${name}: ${message}`, message];
  const head = heads.find((one) => one !== '' && stack.includes(one));
  const rest = head === undefined ? stack : stack.slice(stack.indexOf(head) + head.length);
  return rest.split('\n').filter((line) => /^ {4}at .*(:\d+|<anonymous>|native)\)?$/.test(line));
}

/** An unexpected error, for a log: its kind and origin, never its message, which may hold personal data. */
export function describeUnexpected(error: unknown): string {
  if (!types.isNativeError(error)) return `unexpected ${typeof error}`;
  return [`unexpected ${error.constructor.name || 'Error'}`, ...framesOf(error).slice(0, FRAMES_MAX)].join('\n');
}
