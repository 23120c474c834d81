import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@regieboek/eventing';
import { Billing, DeclarationAnswers, DeclarationIntake } from '@regieboek/finance';
import { monthOf, toDay } from '@regieboek/kernel';
import { FactsIntake, MessageIntake } from '@regieboek/placements';
import { IDENTITIES, IdentitiesUnavailable, type Identities } from '@regieboek/platform';
import { resumeAll } from '@regieboek/platform';
import { retries } from '../src/process/resume.js';
import { sized } from '@regieboek/kernel/testing';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

/** The process ends here, as far as the code under test can tell. */
class Crash extends Error {}

/** Effects of a crash on an append: nothing of it is recorded, or all of it and the answer is lost. */
type Moment = 'before' | 'after';

/** A log that works until its k-th append from now. */
class CrashingLog {
  private left = Infinity;
  private moment: Moment = 'before';

  constructor(private readonly log: EventLog) {}

  crashAt(append: number, moment: Moment): void {
    this.left = append;
    this.moment = moment;
  }

  get works(): boolean {
    return this.left > 0;
  }

  mend(): void {
    this.left = Infinity;
  }

  /** The log itself, with an `append` that can crash. */
  get port(): EventLog {
    const append: EventLog['append'] = async (...parameters) => {
      this.left -= 1;
      if (this.left === 0 && this.moment === 'after') await this.log.append(...parameters);
      if (this.left <= 0) throw new Crash('the process ended');
      return this.log.append(...parameters);
    };
    return new Proxy(this.log, {
      get: (log, name) => {
        if (name === 'append') return append;
        const value: unknown = Reflect.get(log, name);
        return typeof value === 'function' ? value.bind(log) : value;
      },
    });
  }
}

/** A product whose log can crash. */
async function fragile() {
  let crashing: CrashingLog | undefined;
  const started = await startOnNewDatabase(({ log }) => {
    crashing = new CrashingLog(log);
    return { log: crashing.port };
  });
  if (!crashing) throw new Error('the log was not made');
  return { ...started, crashing };
}

const period = monthOf(toDay(`${story.month}-01`));

const LINES = 2_520;
const large = Buffer.from(story.largeJw323(LINES));

/** Invariants after any crash: outcome, answer and bill, without random ids. */
async function outcomeOf(running: Running) {
  const history = await running.history(story.region);
  const [declaration, ...others] = [...history.declarations.values()];
  expect(others).toEqual([]);
  const places = declaration?.lines.map(({ place }) => place) ?? [];
  expect(places).toEqual([...places.keys()]);
  const id = declaration?.stream.split('.declaration-')[1] ?? '';
  const { totals, municipalities } = await running.resolve(Billing).summary(story.region, period);
  return {
    id,
    lines: declaration?.lines.map(({ youth: _, ...line }) => line),
    outcome: declaration?.outcome,
    answer: await running.resolve(DeclarationAnswers).answer(story.region, id),
    totals,
    municipalities,
  };
}

describe('a crash while a declaration is decided', () => {
  let undisturbed: Awaited<ReturnType<typeof outcomeOf>>;
  let appends = 0;
  const stops: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(stops.map((stop) => stop())));

  beforeAll(async () => {
    const { running, stop } = await startOnNewDatabase();
    stops.push(stop);
    await importStory(running);
    const head = await running.resources.log.head(story.region);
    await running.resolve(DeclarationIntake).take(large);
    undisturbed = await outcomeOf(running);
    appends = (await running.resources.log.head(story.region)) - head;
  });

  it('is tested on a declaration that takes several appends, with lines of both outcomes', () => {
    expect(appends).toBeGreaterThanOrEqual(4);
    expect(undisturbed.lines).toHaveLength(LINES);
    expect(undisturbed.lines?.at(-28)?.codes).toEqual([]);
    expect(undisturbed.totals.approvedCents).toBe(2 * story.tariffCents);
    expect(undisturbed.outcome).toMatchObject({ approvedLines: 2, rejectedLines: LINES - 2 });
  });

  it.each(['before', 'after'] as const)(
    '%s any append leads to the same outcome, answer and bill, and half of it is never billed',
    async (moment) => {
      const { running, stop, crashing } = await fragile();
      stops.push(stop);
      await importStory(running);
      const intake = running.resolve(DeclarationIntake);
      let crashes = 0;
      // Every round ends one append further than the one before: the log keeps what the rounds before recorded.
      for (;;) {
        crashing.crashAt(moment === 'before' ? 2 : 1, moment);
        const taken = await intake.take(large).catch((error: unknown) => error);
        if (!(taken instanceof Crash)) break;
        crashes += 1;
        crashing.mend();
        const history = await running.history(story.region);
        const [declaration] = history.declarations.values();
        if (!declaration?.outcome) {
          expect((await running.resolve(Billing).summary(story.region, period)).totals.approvedCents).toBe(0);
        }
      }
      crashing.mend();
      expect(crashes).toBeGreaterThanOrEqual(2);
      expect(await outcomeOf(running)).toEqual(undisturbed);
    },
  );

  it('at each append is repaired by retrying received messages', async () => {
    const [first, last] = sized([2, 2], [1, Infinity]);
    for (let append = first, crashed = true; crashed && append <= last; append += 1) {
      const { running, stop, crashing } = await fragile();
      try {
        await importStory(running);
        crashing.crashAt(append, append % 2 === 0 ? 'before' : 'after');
        const taken = await running
          .resolve(DeclarationIntake)
          .take(large)
          .catch((error: unknown) => error);
        crashed = taken instanceof Crash;
        crashing.mend();
        expect(await resumeAll(running.application, retries)).toEqual({ settled: crashed ? 1 : 0, failures: [] });
        expect(await outcomeOf(running)).toEqual(undisturbed);
        expect(append).toBeLessThan(10);
      } finally {
        await stop();
      }
    }
  });
});

describe('a crash while placements processes a message', () => {
  let running: Running;
  let crashing: CrashingLog;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ running, stop, crashing } = await fragile());
    await running.post('/v1/region-files', 'application/yaml', story.regionFile);
  });
  afterAll(() => stop());

  const cases: [name: string, content: string, of: typeof FactsIntake | typeof MessageIntake][] = [
    ['a facts file', story.factsFile, FactsIntake],
    ['a JW301', story.jw301(story.bsn, 0), MessageIntake],
    ['a JW305', story.jw305(story.bsn, 0), MessageIntake],
  ];

  it.each(cases)('%s is complete after a retry, and another retry changes nothing', async (_, content, of) => {
    const intake = running.resolve<FactsIntake | MessageIntake>(of);
    for (const moment of ['before', 'after'] as const) {
      crashing.crashAt(1, moment);
      await expect(intake.take(Buffer.from(content))).rejects.toThrow(Crash);
      crashing.mend();
    }
    expect(await intake.resume()).toEqual({ settled: 1, failures: [] });
    const head = await running.resources.log.head(story.region);
    expect(await intake.resume()).toEqual({ settled: 0, failures: [] });
    expect(await intake.take(Buffer.from(content))).toMatchObject({ status: 'unchanged' });
    expect(await running.resources.log.head(story.region)).toBe(head);
  });
});

describe('while the vault of identities is down', () => {
  let running: Running;
  let stop: () => Promise<void>;
  let restore: () => void;

  beforeAll(async () => {
    ({ running, stop } = await startOnNewDatabase());
    await importStory(running);
    const vault = running.resolve<Identities>(IDENTITIES);
    const { youthsOf } = vault;
    vault.youthsOf = () => Promise.reject(new Error('connection refused'));
    restore = () => {
      vault.youthsOf = youthsOf;
    };
  });
  afterAll(() => stop());

  it('a declaration stays received, with 503, and is decided once the vault is back', async () => {
    const response = await running.post('/v1/declarations', 'application/xml', story.jw323());
    expect([response.statusCode, response.json().type]).toEqual([503, 'urn:regieboek:problem:identities-away']);
    const intake = running.resolve(DeclarationIntake);
    const away = await intake.resume();
    expect(away).toEqual({ settled: 0, failures: [expect.any(IdentitiesUnavailable)] });
    restore();
    expect(await intake.resume()).toEqual({ settled: 1, failures: [] });
    const { declarations } = (await running.get(`/v1/regions/${story.region}/declarations`)).json();
    expect(declarations).toMatchObject([{ approvedLines: 2, rejectedLines: 1 }]);
    const again = await running.post('/v1/declarations', 'application/xml', story.jw323());
    expect(again.json()).toMatchObject({ status: 'unchanged', lines: 3, approvedLines: 2 });
  });
});
