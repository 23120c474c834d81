import { decode, validated, type Contract } from '@regieboek/events';
import { RegionHistory } from '../history/region-history.js';

/** An event of a story, as a log delivers it. */
export interface StoryEvent {
  readonly stream: string;
  readonly position: number;
  readonly type: string;
  readonly data: unknown;
}

/** Fields of a contract that differ from the usual ones; products come from `Story.product`. */
export interface ContractOptions {
  readonly provider?: string;
  readonly name?: string;
  readonly products?: readonly object[];
  readonly lumpSums?: readonly object[];
  readonly availability?: readonly object[];
  readonly capacity?: readonly object[];
}

/** Key of a start or stop in a story. */
export interface CareOptions {
  readonly youth?: number;
  readonly municipality?: string;
  readonly provider?: string;
  readonly assignment?: number | null;
  readonly category?: string | null;
  readonly code?: string | null;
}

/** Pseudonym of the youth with a number. */
export const youthId = (number: number): string => `8e1a4a36-6bd0-4ad0-8a05-${String(number).padStart(12, '0')}`;

/** Provider in a story unless it names another. */
const PROVIDER = '99990001';

/**
 * Builds a history of region zhz from events, validated like the log does. Days are ISO text. Throws ZodError on an
 * event that could not be recorded.
 */
export class Story {
  readonly events: StoryEvent[] = [];

  /** The history of all events so far. */
  get history(): RegionHistory {
    const history = new RegionHistory();
    for (const event of this.events) history.apply(event);
    return history;
  }

  /** Adds any event. */
  add(stream: string, type: string, data: object): this {
    validated(decode({ type, data }));
    this.events.push({ stream, position: this.events.length + 1, type, data });
    return this;
  }

  /** The region with two municipalities, 0505 and 0512; `parameters` override the usual ones. */
  region(parameters: object = {}, more: object = {}): this {
    return this.add('zhz.region-zhz', 'contracts.region-defined.v1', {
      region: 'zhz',
      name: 'Zuid-Holland Zuid',
      organisation: 'SOJ',
      municipalities: [
        { code: '0505', name: 'Dordrecht', from: '2015-01-01', to: null },
        { code: '0512', name: 'Gorinchem', from: '2015-01-01', to: null },
      ],
      mergers: [],
      providersPaidBy: [],
      parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: '2025-01-01', ...parameters },
      ...more,
    });
  }

  /** A product with its form of care; the first two digits of the code are its category. */
  static product(code: string, form: Contract['products'][number]['form'], more: object = {}): object {
    return {
      code,
      category: code.slice(0, 2),
      name: `Product ${code}`,
      form,
      unit: '14',
      variant: 'effort',
      counting: { method: 'NIGHT', fundedAbsence: null },
      tariffs: [{ from: '2015-01-01', to: null, cents: 10_000 }],
      shortStayDays: null,
      ...more,
    };
  }

  /** A contract that replaces an earlier one of the same provider. */
  contract({ provider = PROVIDER, name = 'Voorbeeld', ...more }: ContractOptions = {}): this {
    const content = { from: '2015-01-01', to: null, products: [], lumpSums: [], capacity: [], ...more };
    return this.add(`zhz.contract-${provider}`, 'contracts.contract-agreed.v1', {
      region: 'zhz',
      provider,
      name,
      ...content,
    });
  }

  /** Adds a youth. */
  youth(number = 1, birth = '2010-05-05'): this {
    const youth = youthId(number);
    return this.add(`zhz.youth-${youth}`, 'placements.youth-registered.v1', { youth, birth });
  }

  /** Adds an event about a youth; its type is `placements.<name>.v1`. */
  about(number: number, name: string, data: object): this {
    const youth = youthId(number);
    return this.add(`zhz.youth-${youth}`, `placements.${name}.v1`, { youth, ...data });
  }

  /** Adds a residence fact known on a day. */
  fact(number: number, fact: object, recordedOn = '2025-01-01'): this {
    return this.about(number, 'residence-fact-recorded', { recordedOn, fact });
  }

  /** Registration in the BRP at an address in a municipality. */
  lives(number: number, municipality: string, from: string, to: string | null = null): this {
    const id = `brp-${number}-${this.events.length}`;
    return this.fact(number, { id, kind: 'registration', municipality, address: 'woonadres', from, to });
  }

  /** Care that starts on a day. */
  start(begin: string, about: CareOptions = {}): this {
    return this.care('care-started', about, { begin });
  }

  /** Care begun on a day that stops on `end`; reason 20 is a temporary stop. */
  stop(begin: string, end: string, about: CareOptions = {}, reason = '31'): this {
    return this.care('care-stopped', about, { begin, end, reason });
  }

  /** Care from a day up to and including a last one, or open. */
  stay(begin: string, end: string | null, about: CareOptions = {}): this {
    this.start(begin, about);
    return end === null ? this : this.stop(begin, end, about);
  }

  /** Any event about care. */
  care(name: string, about: CareOptions, when: object): this {
    const { youth = 1, municipality = '0505', provider = PROVIDER, assignment = youth, ...product } = about;
    const key = { municipality, provider, assignment, category: null, code: null, ...product };
    return this.add(`zhz.care-${municipality}-${assignment}`, `placements.${name}.v1`, {
      youth: youthId(youth),
      ...key,
      ...when,
    });
  }
}
