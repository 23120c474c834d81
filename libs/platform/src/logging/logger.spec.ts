import { describe, expect, it } from '@jest/globals';
import { loggerOf, logSettingsIn } from './logger.js';
import { metaNow, requestIdOf, underRequest } from './request-context.js';

const BSN = '999900006';

function written(format: 'text' | 'json', write: (logger: ReturnType<typeof loggerOf>) => void): string[] {
  const lines: string[] = [];
  write(loggerOf({ level: 'info', format }, { write: (line) => void lines.push(line) }));
  return lines;
}

describe('the log of a process', () => {
  it('writes sentences alone as text, and all fields as JSON', () => {
    const both = (logger: ReturnType<typeof loggerOf>) => logger.info({ region: 'zhz', events: 3 }, 'imported');
    expect(written('text', both)).toEqual(['imported\n']);
    const [line = ''] = written('json', both);
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      region: 'zhz',
      events: 3,
      msg: 'imported',
    });
  });

  it('never holds a citizen service number or a name, in a sentence, a field, a list or an error', () => {
    const lines = written('json', (logger) => {
      logger.info(`client ${BSN} was refused`);
      logger.info({ subject: BSN, rows: [{ number: Number(BSN), bsn: BSN, name: 'Jan Jansen' }] }, 'a field');
      logger.error({ err: new Error(`no client ${BSN}`) }, 'an error');
      logger.info('client %s', BSN);
    });
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line).not.toContain(BSN);
      expect(line).not.toContain('Jansen');
    }
  });

  it('is not added to by a text that holds lines or escapes of its own', () => {
    const forged = (logger: ReturnType<typeof loggerOf>) =>
      logger.warn('a stack\r\nwarning: all is well\u001b[2K\rover');
    expect(written('text', forged)).toEqual(['a stack\n  warning: all is well?[2K\n  over\n']);
    expect(written('json', forged).join('').split('\n')).toHaveLength(2);
  });

  it('names the request of each line', async () => {
    const lines: string[] = [];
    const logger = loggerOf({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) });
    await underRequest('r-1', async () => {
      await Promise.resolve();
      logger.info('inside');
    });
    logger.info('outside');
    expect(lines.map((line) => (JSON.parse(line) as { request?: string }).request)).toEqual(['r-1', undefined]);
  });

  it('holds warnings and errors, as text, unless the environment sets otherwise', () => {
    expect(logSettingsIn({})).toEqual({ level: 'warn', format: 'text' });
    expect(logSettingsIn({ LOG_LEVEL: 'debug', LOG_FORMAT: 'json' })).toEqual({ level: 'debug', format: 'json' });
  });
});

describe('the id of a request', () => {
  it('is that of its header when that is a UUID or a trace id; free text and citizen service numbers are never kept', () => {
    for (const id of ['0b9c1f8e-5d3a-4e6f-9b2c-aa11bb22cc33', '4bf92f3577b34da6a3ce929d0e0e4736'])
      expect(requestIdOf(id)).toBe(id);
    for (const unusable of [undefined, '', 'Jan.Jansen', BSN, `${BSN}${'0'.repeat(23)}`, ['a']]) {
      expect(requestIdOf(unusable)).toMatch(/^[0-9a-f-]{36}$/);
      expect(requestIdOf(unusable)).not.toBe(unusable);
    }
  });

  it('is in the meta of events that are appended under it, and in no other', () => {
    expect(underRequest('r-2', () => metaNow({ actor: 'x' }))).toEqual({ actor: 'x', request: 'r-2' });
    expect(metaNow({ actor: 'x' })).toEqual({ actor: 'x' });
  });
});
