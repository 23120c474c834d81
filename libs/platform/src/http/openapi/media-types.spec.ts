import { describe, expect, it } from '@jest/globals';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { bytesOf, mediaTypes, OnlyMediaTypes, type Content } from './media-types.js';

const kinds = Object.keys(mediaTypes) as Content[];
const sends = (type?: string) =>
  new ExecutionContextHost([{ headers: type === undefined ? {} : { 'content-type': type } }]);

describe('a body by its media type', () => {
  it.each(kinds)('of %s is let through under each of its names, whatever their case and parameters', (kind) => {
    const guard = new OnlyMediaTypes(kind);
    for (const type of mediaTypes[kind])
      for (const sent of [type, type.toUpperCase(), `${type}; charset=utf-8`, ` ${type} ;q=1`])
        expect(guard.canActivate(sends(sent))).toBe(true);
  });

  it.each(kinds)(
    'of %s is refused with 415 under a name of another kind, and those that are read are named',
    (kind) => {
      const guard = new OnlyMediaTypes(kind);
      const others = kinds.filter((other) => other !== kind).flatMap((other) => [...mediaTypes[other]]);
      for (const sent of [
        ...others,
        'text/plain',
        '',
        'application',
        `x${mediaTypes[kind][0]}`,
        `${mediaTypes[kind][0]}+x`,
      ])
        expect(() => guard.canActivate(sends(sent))).toThrow(
          expect.objectContaining({ status: 415, message: `send the content as ${mediaTypes[kind].join(' or ')}` }),
        );
    },
  );

  it('is let through without one: then there is no body', () => {
    expect(new OnlyMediaTypes('json').canActivate(sends())).toBe(true);
  });
});

describe('the bytes of a body', () => {
  it('are those that were received', () => {
    const body = Buffer.from([0, 255]);
    expect(bytesOf(body, 'xml')).toBe(body);
  });

  it.each([undefined, null, Buffer.alloc(0), 'text', {}, new Uint8Array(3)])(
    'are refused when there are none: %p',
    (body) => {
      expect(() => bytesOf(body, 'csv')).toThrow(
        expect.objectContaining({
          status: 400,
          message: 'send the content as text/csv',
          faults: [{ place: 'body', text: 'is empty' }],
        }),
      );
    },
  );
});
