import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventId, MemoryEventLog } from '@regieboek/eventing';
import { UnknownEvent } from '@regieboek/events';
import { LiveHistories, replay } from './replay.js';
import { Story, youthId, type StoryEvent } from '../testing/index.js';

/** Appends events one by one, each at the end of its stream. */
async function record(log: MemoryEventLog, events: readonly StoryEvent[]): Promise<void> {
  for (const { stream, type, data, position } of events) {
    let revision: number | 'none' = 'none';
    for await (const recorded of log.read(stream)) revision = recorded.revision;
    await log.append(stream, revision, [{ id: eventId(`${stream}@${position}`, 0), type, data }]);
  }
}

const moves = (count: number): Story => {
  const story = new Story().region().contract();
  for (let youth = 1; youth <= count; youth += 1) {
    story
      .youth(youth)
      .lives(youth, '0505', '2010-05-05')
      .stay('2025-01-01', youth % 2 ? '2025-02-01' : null, { youth });
  }
  return story;
};

const logOf = async (story: Story): Promise<MemoryEventLog> => {
  const log = new MemoryEventLog();
  await record(log, story.events);
  return log;
};

describe('a replay', () => {
  it('reads the whole log of one region and nothing of another', async () => {
    const story = moves(3);
    const log = await logOf(story);
    await log.append('fryslan.youth-1', 'none', [
      {
        id: eventId('fryslan', 0),
        type: 'placements.youth-registered.v1',
        data: { youth: youthId(9), birth: '2012-01-01' },
      },
    ]);
    expect(await replay(log, 'zhz')).toEqual(story.history);
    expect([...(await replay(log, 'fryslan')).youths.keys()]).toEqual([youthId(9)]);
  });

  it('up to a position equals a replay of the first events alone, however large the log is', async () => {
    const story = moves(3);
    const log = await logOf(story);
    await fc.assert(
      fc.asyncProperty(fc.nat(story.events.length), async (upTo) => {
        const prefix = new MemoryEventLog();
        await record(prefix, story.events.slice(0, upTo));
        const history = await replay(log, 'zhz', { upTo });
        expect(history.position).toBe(upTo);
        expect(history).toEqual(await replay(prefix, 'zhz'));
      }),
      { seed: 20250302, numRuns: 15 },
    );
  });
});

describe('histories kept in memory', () => {
  it('always equal a full replay, however the log grows', async () => {
    const { events } = moves(4);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }), async (steps) => {
        const log = new MemoryEventLog();
        const live = new LiveHistories(log);
        let told = 0;
        for (const step of steps) {
          await record(log, events.slice(told, (told += step)));
          expect(await live.of('zhz')).toEqual(await replay(log, 'zhz', { wants: () => false }));
        }
      }),
      { seed: 20250303, numRuns: 15 },
    );
  });

  it('apply every event once under concurrent questions', async () => {
    const story = moves(3);
    const live = new LiveHistories(await logOf(story));
    const answers = await Promise.all(Array.from({ length: 8 }, () => live.of('zhz')));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]?.youths.get(youthId(2))?.facts.length).toBe(1);
    expect(answers[0]).toEqual(await replay(await logOf(story), 'zhz', { wants: () => false }));
  });

  it('keep no lines of declarations, so that their size does not grow with the months', async () => {
    const log = new MemoryEventLog();
    const head = {
      provider: '99990001',
      municipality: '0505',
      messageId: 'D1',
      messageDate: '2025-03-05',
      number: 'N1',
      period: '2025-02',
      declarationDate: '2025-03-05',
      submittedCents: 0,
      lineCount: 0,
      message: 'ab'.repeat(32),
    };
    await record(log, new Story().add('zhz.declaration-1', 'finance.declaration-received.v1', head).events);
    expect((await replay(log, 'zhz')).declarations.size).toBe(1);
    expect((await new LiveHistories(log).of('zhz')).declarations.size).toBe(0);
  });

  it('refuse every question while the log has an event of an unknown version', async () => {
    const log = await logOf(moves(1));
    await log.append('zhz.youth-2', 'none', [{ id: eventId('new', 0), type: 'placements.youth-moved.v9', data: {} }]);
    await record(log, [{ ...moves(0).events[0], stream: 'zhz.region-zhz', position: 99 } as StoryEvent]);
    const live = new LiveHistories(log);
    await expect(live.of('zhz')).rejects.toThrow(UnknownEvent);
    await expect(live.of('zhz')).rejects.toThrow(UnknownEvent);
  });
});
