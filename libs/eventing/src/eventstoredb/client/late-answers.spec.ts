import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { ignoreLateAnswers } from './late-answers.js';

class Connection {
  readonly name = 'connection';
  batchAppend(): EventEmitter {
    return new EventEmitter();
  }
  read(): string {
    return this.name;
  }
}

/** The call that a client makes with `create` on a connection, by way of the library's own hook. */
function callOf(listener: (value: unknown) => unknown): EventEmitter {
  const client = {
    GRPCStreamCreator: (_type: unknown, _name: string, create: (connection: object) => EventEmitter) =>
      create(new Connection()),
  };
  ignoreLateAnswers(client);
  return client.GRPCStreamCreator(undefined, '', (connection) => {
    const { batchAppend, read } = connection as Connection;
    expect(read()).toBe('connection');
    return batchAppend().on('data', listener);
  });
}

describe('an answer that comes after its append was given up', () => {
  it('is ignored, and answers in time are delivered', () => {
    const heard: unknown[] = [];
    const waiting = new Map([['early', [(value: unknown) => heard.push(value)] as const]]);
    const call = callOf((id) => {
      const [resolve] = waiting.get(id as string) as never as [(value: unknown) => void];
      resolve(id);
    });
    call.emit('data', 'early');
    call.emit('data', 'late');
    expect(heard).toEqual(['early']);
  });

  it('is the only error that is ignored', () => {
    const call = callOf(() => {
      throw new RangeError('something else');
    });
    expect(() => call.emit('data', 1)).toThrow('something else');
  });
});
