import { pino, type DestinationStream, type Level, type Logger } from 'pino';
import { currentRequest } from './request-context.js';
import { masked } from './masked.js';

/** Levels that a log can be limited to. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
/** Format of lines: only the message, or JSON with all fields. */
export const logFormats = ['text', 'json'] as const;

/** Logging settings of a process. */
export interface LogSettings {
  readonly level: (typeof logLevels)[number];
  readonly format: (typeof logFormats)[number];
}

const standardError: DestinationStream = { write: (line) => void process.stderr.write(line) };

/** Text without control characters, with further lines indented, so that no part of it looks like a log line. */
const asOneEntry = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '?')
    .replaceAll('\n', '\n  ');

/** Writes only the message of a line. */
const inText = (destination: DestinationStream): DestinationStream => ({
  write(line) {
    const { msg } = JSON.parse(line) as { readonly msg?: string };
    if (msg) destination.write(`${asOneEntry(msg)}\n`);
  },
});

const one = <Name extends string>(names: readonly Name[], text: string | undefined, usual: Name): Name =>
  names.find((name) => name === text) ?? usual;

/** Settings of the log in the environment: LOG_LEVEL and LOG_FORMAT; an unknown value counts as not set. */
export const logSettingsIn = (variables: NodeJS.ProcessEnv): LogSettings => ({
  level: one(logLevels, variables['LOG_LEVEL'], 'warn'),
  format: one(logFormats, variables['LOG_FORMAT'], 'text'),
});

/**
 * A logger that never writes personal data: every text and field passes `masked`. Lines name the request under which they were
 * written.
 */
export function loggerOf(
  { level, format }: LogSettings,
  destination: DestinationStream = standardError,
): Logger<never> {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const request = currentRequest();
        return request === undefined ? {} : { request };
      },
      // An error's message may contain anything: its kind is enough here, and `describeUnexpected` adds the origin.
      serializers: { err: masked },
      formatters: {
        level: (label) => ({ level: label as Level }),
        log: (fields) => masked(fields) as Record<string, unknown>,
      },
      hooks: {
        logMethod([first, ...rest], method) {
          const safe = [first, ...rest].map((part) => (typeof part === 'string' ? masked(part) : part));
          method.apply(this, safe as Parameters<typeof method>);
        },
      },
    },
    format === 'json' ? destination : inText(destination),
  );
}

/** The log of this process. */
export const logger = loggerOf(logSettingsIn(process.env));
