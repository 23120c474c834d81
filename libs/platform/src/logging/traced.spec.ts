import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { MemoryEventLog } from '@regieboek/eventing';
import { commit } from '../commands/handle.js';
import { underRequest } from './request-context.js';
import { traced } from './traced.js';

const exporter = new InMemorySpanExporter();
const event = { id: '5d5d1d3e-6a1c-5b2e-9a57-0a1b2c3d4e5f', type: 'contracts.contract-withdrawn.v1', data: {} };

describe('spans', () => {
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  });
  afterAll(() => {
    trace.disable();
    context.disable();
  });

  it('lie inside each other along an import, and name the request', async () => {
    const log = new MemoryEventLog();
    await underRequest('r-1', () =>
      traced('import', { kind: 'JW323' }, () =>
        commit(log, { stream: 'zhz.contract-1', revision: 'none', events: [event], rejections: [] }),
      ),
    );
    const [append, imported] = exporter.getFinishedSpans();
    expect([append?.name, imported?.name]).toEqual(['append', 'import']);
    expect(append?.spanContext().traceId).toBe(imported?.spanContext().traceId);
    expect(append?.parentSpanContext?.spanId).toBe(imported?.spanContext().spanId);
    expect(append?.attributes).toEqual({ stream: 'zhz.contract-1', events: 1, request: 'r-1' });
    for await (const batch of log.readRegion('zhz'))
      expect(batch.map(({ meta }) => meta)).toEqual([{ request: 'r-1' }]);
  });

  it('hold the kind of an error and never its message', async () => {
    exporter.reset();
    const failing = traced('import', {}, () => Promise.reject(new RangeError('client 999900006')));
    await expect(failing).rejects.toThrow(RangeError);
    const [span] = exporter.getFinishedSpans();
    expect(span?.status.message).toBe('RangeError');
    expect(JSON.stringify([span?.events, span?.attributes])).not.toContain('999900006');
  });
});
