import { describe, expect, it } from '@jest/globals';
import { clusterIdOf, newClusterId } from './cluster-id.ts';

describe('the id of a Kafka cluster', () => {
  it('never begins with a dash, for any first byte', () => {
    const ids = Array.from({ length: 256 }, (_, first) => clusterIdOf(new Uint8Array(16).fill(first)));
    expect(ids.filter((id) => !/^[A-Za-z0-9]/.test(id))).toEqual([]);
  });

  it('has the 22 characters of 16 bytes, and differs each time', () => {
    expect(newClusterId()).toMatch(/^[\w-]{22}$/);
    expect(newClusterId()).not.toBe(newClusterId());
  });
});
