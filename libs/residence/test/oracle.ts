import { ageOn, type Day } from '@regieboek/kernel';
import type { Custody, Known, Merger, Municipality, Registration, YouthFacts } from '@regieboek/residence';

/** Parameters as the oracle reads them: the mergers as a plain list. */
export interface OracleParameters {
  readonly gapToleranceDays: number;
  readonly partTimeStayPolicy: 'chain' | 'ambulant';
  readonly wlzStayFrom: Day;
  readonly mergers: readonly Merger[];
}

/** Answer of the oracle for a day. */
export interface OracleAnswer {
  readonly municipality: Municipality | null;
  readonly rule: string;
  readonly chainStart?: Day | undefined;
  readonly review: readonly string[];
}

type Dated = Known & { from: Day; to: Day };
type Place = Dated & { municipality: Municipality | null };

const NEW_LAW = 18_993;
const always = ['verblijf', 'pleegzorg', 'gezinshuis', 'jeugdzorgplus', 'kleinschalig', 'crisisverblijf'].concat([
  'ggz-verblijf',
  'jji',
  'wmo-opvang',
  'beschermd-wonen',
]);

/** The decision table implemented a second time, day by day and as simply as possible, to compare the engine with. */
export class Oracle {
  private readonly facts: YouthFacts;

  constructor(
    facts: YouthFacts,
    private readonly params: OracleParameters,
    knownAt: Day,
    /** First and last day that any fact can affect. */
    private readonly window: { readonly first: Day; readonly last: Day },
  ) {
    const known = <F extends Known>(all: readonly F[]): F[] =>
      all.filter((f) => (f.recordedAt ?? -Infinity) <= knownAt && !((f.withdrawnAt ?? Infinity) <= knownAt));
    this.facts = {
      birth: facts.birth,
      registrations: known(facts.registrations),
      motherAtBirth: known(facts.motherAtBirth),
      custody: known(facts.custody),
      care: known(facts.care),
      actualStay: known(facts.actualStay),
      requests: known(facts.requests),
      decisions: known(facts.decisions),
      payerEvents: known(facts.payerEvents),
    };
  }

  careRuns(d: Day): boolean {
    return this.facts.care.some((c) => c.from <= d && d <= c.to);
  }

  answer(d: Day): OracleAnswer {
    const decisions = this.facts.decisions.filter((x) => x.from <= d && d <= x.to);
    const decision = this.last(decisions, (x) => [x.recordedAt ?? -Infinity, x.from]);
    if (decision) {
      const review = new Set<string>(decisions.length > 1 ? ['decisions-overlap'] : []);
      if (this.map(decision.municipality, d) !== decision.municipality) review.add('decided-code-ended');
      const u1 = d < NEW_LAW ? 'WPB-2015-U1' : 'WPB-2022-U1';
      return this.finish(d, { rule: 'WPB-O1', code: decision.municipality, start: undefined, review, u1 });
    }
    return d < NEW_LAW ? this.old(d) : this.new(d);
  }

  private new(d: Day): OracleAnswer {
    const chain = this.chainStart(d);
    const linked = chain === undefined && this.facts.care.some((c) => c.jjiLinked && c.from <= d && d <= c.to);
    const jji = linked ? this.jjiChainStart(d) : undefined;
    const start = chain ?? jji;
    const ref = start === undefined ? d : start - 1;
    const a = ref < this.facts.birth ? undefined : this.at(this.facts.registrations, ref);
    const review = new Set<string>(this.careReasons(d, chain));
    if (linked) review.add(jji === undefined ? 'jji-stay-unknown' : 'jji-linked');
    if (a?.kind === 'woonadres-instelling') review.add('institution-address');
    if (a?.kind === 'bijzondere-opvang') review.add('special-reception');
    if (start !== undefined && start <= this.facts.birth) review.add('born-into-stay');
    if (start !== undefined && this.moved(start)) review.add('move-before-stay');
    const done = (rule: string, code: Municipality | null | undefined): OracleAnswer =>
      this.finish(d, { rule, code, start, review, u1: 'WPB-2022-U1' });
    if (a && (a.kind === 'buitenland' || a.municipality === '9999')) {
      review.add('abroad');
      return done('WPB-2022-V4', this.stayAtRequest(d, chain));
    }
    if (a?.municipality && ['woonadres', 'woonadres-geheim', 'woonadres-instelling'].includes(a.kind)) {
      return done(`WPB-2022-${chain !== undefined ? 'V2' : jji !== undefined ? 'V2b' : 'V1'}`, a.municipality);
    }
    const mother = this.last(this.facts.motherAtBirth, (m) => [m.recordedAt ?? -Infinity])?.municipality;
    if (mother && mother !== '9999') {
      review.add('mother-at-birth');
      return done('WPB-2022-V3a', mother);
    }
    const stay = this.stayAtRequest(d, chain);
    if (stay && stay !== '9999') review.add('actual-stay');
    return done('WPB-2022-V3b', stay);
  }

  private old(d: Day): OracleAnswer {
    const review = new Set<string>();
    const done = (rule: string, code: Municipality | null | undefined): OracleAnswer =>
      this.finish(d, { rule, code, start: undefined, review, u1: 'WPB-2015-U1' });
    if (ageOn(this.facts.birth, d) >= 18) {
      const a = this.at(this.facts.registrations, d);
      if (a?.municipality && a.municipality !== '9999' && !['briefadres', 'buitenland'].includes(a.kind)) {
        if (['woonadres-in-onderzoek', 'bijzondere-opvang'].includes(a.kind)) review.add('doubtful-address');
        return done('WPB-2015-V4', a.municipality);
      }
    } else if (this.holders(d).length > 0) {
      const derived = this.derived(d, review);
      if (derived) return done(derived.rule, derived.code);
    } else {
      const ended = this.facts.custody.find((c) => c.from <= d && d <= c.to);
      if (ended?.municipality && ended.municipality !== '9999') return done('WPB-2015-V5', ended.municipality);
      let x = d - 1;
      while (x >= this.window.first && this.holders(x).length === 0) x -= 1;
      const was = x < this.window.first ? undefined : this.derived(x, review);
      if (was?.code && was.code !== '9999') return done('WPB-2015-V5', was.code);
      review.clear();
    }
    return done('WPB-2015-V3', this.stayAtRequest(d, this.chainStart(d)));
  }

  /** V2, V1 or V1b; undefined: residence unknown or abroad. */
  private derived(d: Day, review: Set<string>): { rule: string; code?: Municipality | null | undefined } | undefined {
    const holders = this.holders(d);
    if (holders.some((h) => h.holder === 'GI')) {
      return { rule: 'WPB-2015-V2', code: this.at(this.facts.actualStay, d)?.municipality };
    }
    const name = (code: Municipality): Municipality => this.map(code, d) ?? code;
    const homes = holders.flatMap((h) => (h.municipality === null ? [] : [h.municipality]));
    const names = new Set(homes.map(name));
    if (names.size === 0) return undefined;
    if (names.size === 1) return homes[0] === '9999' ? undefined : { rule: 'WPB-2015-V1', code: homes[0] };
    for (const [places, reason] of [
      [this.facts.actualStay, undefined],
      [this.facts.registrations, 'parent-from-registration'],
    ] as const) {
      const atAParent = places.filter((p) => p.municipality !== null && names.has(name(p.municipality)));
      for (let x = d; x >= this.window.first; x -= 1) {
        const place = this.at<Place>(atAParent, x);
        if (!place?.municipality) continue;
        const home = homes.find((h) => name(h) === name(place.municipality ?? ''));
        if (home === '9999') return undefined;
        if (reason) review.add(reason);
        return { rule: 'WPB-2015-V1b', code: home };
      }
    }
    return { rule: 'WPB-2015-V1b' };
  }

  private holders(d: Day): Custody[] {
    const gone = ['overleden', 'gezag-verloren', 'geen'];
    return this.facts.custody.filter((c) => c.from <= d && d <= c.to && !gone.includes(c.holder));
  }

  private finish(
    d: Day,
    found: {
      rule: string;
      code: Municipality | null | undefined;
      start: Day | undefined;
      review: Set<string>;
      u1: string;
    },
  ): OracleAnswer {
    const { rule, code, start, review, u1 } = found;
    const known = code && code !== '9999' ? code : undefined;
    const municipality = known === undefined ? null : this.map(known, d);
    if (municipality === null) review.add('undetermined');
    if (known !== undefined && municipality === null) review.add('split-municipality');
    return { municipality, rule: municipality === null ? u1 : rule, chainStart: start, review: [...review].sort() };
  }

  private map(code: Municipality, d: Day): Municipality | null {
    let current = code;
    for (const m of [...this.params.mergers].sort((a, b) => a.day - b.day)) {
      if (m.day > d || !m.predecessors.includes(current)) continue;
      if (m.successor === null) return null;
      current = m.successor;
    }
    return current;
  }

  /** True when a day counts as a stay under the law of another day: from `wlzStayFrom` every Wlz stay counts. */
  private isStay(d: Day, seenFrom: Day): boolean {
    const { partTimeStayPolicy, wlzStayFrom } = this.params;
    return this.facts.care.some((c) => {
      if (c.from > d || d > c.to) return false;
      if (c.form === 'logeren') return c.regular === true && partTimeStayPolicy === 'chain';
      return c.form === 'wlz-verblijf' ? seenFrom >= wlzStayFrom : always.includes(c.form);
    });
  }

  private stayBefore(d: Day, seenFrom: Day): Day | undefined {
    for (let x = d; x >= this.window.first; x -= 1) if (this.isStay(x, seenFrom)) return x;
    return undefined;
  }

  /** Length of the gap around a day without stay, when there is a stay on both sides. */
  private gap(d: Day, seenFrom: Day): number | undefined {
    const before = this.stayBefore(d, seenFrom);
    let after = d;
    while (after <= this.window.last && !this.isStay(after, seenFrom)) after += 1;
    return before === undefined || after > this.window.last || before === d ? undefined : after - before - 1;
  }

  private chainStart(d: Day, seenFrom = d): Day | undefined {
    const inGap = (this.gap(d, seenFrom) ?? Infinity) <= this.params.gapToleranceDays;
    let start = this.isStay(d, seenFrom) ? d : inGap ? this.stayBefore(d, seenFrom) : undefined;
    if (start === undefined) return undefined;
    for (;;) {
      const before = this.stayBefore(start - 1, seenFrom);
      if (before === undefined || start - before - 1 > this.params.gapToleranceDays) return start;
      start = before;
    }
  }

  private jjiChainStart(d: Day): Day | undefined {
    for (let x = d; x >= this.window.first; x -= 1) {
      if (this.facts.care.some((c) => c.form === 'jji' && c.from <= x && x <= c.to)) return this.chainStart(x, d);
    }
    return undefined;
  }

  private careReasons(d: Day, chain: Day | undefined): string[] {
    const { partTimeStayPolicy, wlzStayFrom } = this.params;
    const reasons: string[] = [];
    const anyDay = (from: Day, test: (x: Day) => boolean): boolean => {
      for (let x = from; x <= d; x += 1) if (test(x)) return true;
      return false;
    };
    const shortGap = (x: Day): boolean => !this.isStay(x, d) && (this.gap(x, d) ?? 99) <= 14;
    const partTime = (x: Day): boolean =>
      this.facts.care.some((c) => c.form === 'logeren' && c.regular && c.from <= x && x <= c.to);
    const wlz = (x: Day): boolean =>
      this.facts.care.some((c) => c.form === 'wlz-verblijf' && c.from < wlzStayFrom && c.from <= x && x <= c.to);
    if (chain === undefined ? shortGap(d) : anyDay(chain - 1, shortGap)) reasons.push('short-gap');
    if (partTime(d) || (chain !== undefined && partTimeStayPolicy === 'chain' && anyDay(chain, partTime))) {
      reasons.push('part-time-stay');
    }
    if (wlz(d) || (chain !== undefined && d >= wlzStayFrom && anyDay(chain, wlz))) reasons.push('wlz-stay');
    return reasons;
  }

  private moved(start: Day): boolean {
    const name = (r: Registration | undefined): string =>
      r ? `${r.kind} ${r.municipality && (this.map(r.municipality, start) ?? r.municipality)}` : '';
    for (let x = start - 7; x < start; x += 1) {
      if (x <= this.facts.birth) continue;
      if (name(this.at(this.facts.registrations, x - 1)) !== name(this.at(this.facts.registrations, x))) return true;
    }
    return false;
  }

  private stayAtRequest(d: Day, chain: Day | undefined): Municipality | null | undefined {
    const by = chain ?? d;
    const asked = this.facts.requests.map((r) => r.on).filter((on) => on <= by);
    const running = this.facts.care.filter((c) => c.from <= d && d <= c.to).map((c) => c.from);
    const on = asked.length > 0 ? Math.max(...asked) : (chain ?? Math.min(d, ...running));
    return this.at(this.facts.actualStay, on)?.municipality;
  }

  private at<F extends Dated>(all: readonly F[], d: Day): F | undefined {
    return this.last(
      all.filter((f) => f.from <= d && d <= f.to),
      (f) => [f.from, f.recordedAt ?? -Infinity],
    );
  }

  /** The item with the largest keys; the last one of equals. */
  private last<F>(all: readonly F[], keys: (item: F) => number[]): F | undefined {
    const compare = (a: F, b: F): number => {
      const [ka, kb] = [keys(a), keys(b)];
      const at = ka.findIndex((k, i) => k !== kb[i]);
      return at < 0 ? 0 : (ka[at] ?? 0) < (kb[at] ?? 0) ? -1 : 1;
    };
    return [...all].sort(compare).at(-1);
  }
}
