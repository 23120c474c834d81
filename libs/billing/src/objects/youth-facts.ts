import { OPEN, toDay, type Interval } from '@regieboek/kernel';
import {
  mergerTable,
  mergers,
  type CareRecord,
  type MergerTable,
  type Parameters,
  type YouthFacts,
} from '@regieboek/residence';
import type { RegionDefinition } from '@regieboek/events';
import type { Care } from './care.js';
import type { KnownFact, YouthHistory } from '@regieboek/journal';
import { careKeyOf } from '../rules/care-record.js';

const span = ({ from, to }: { from: string; to: string | null }): Interval => ({
  from: toDay(from),
  to: to === null ? OPEN : toDay(to),
});

const known = ({ fact, recordedOn, withdrawnOn }: KnownFact) => ({
  id: fact.id,
  recordedAt: recordedOn,
  ...(withdrawnOn === null ? {} : { withdrawnAt: withdrawnOn }),
});

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] extends readonly (infer One)[] ? One[] : Type[Key] };

function addFact(facts: Writable<YouthFacts>, one: KnownFact): void {
  const { fact } = one;
  switch (fact.kind) {
    case 'registration':
      facts.registrations.push({ ...known(one), ...span(fact), municipality: fact.municipality, kind: fact.address });
      return;
    case 'mother-at-birth':
      facts.motherAtBirth.push({ ...known(one), municipality: fact.municipality });
      return;
    case 'custody':
      facts.custody.push({ ...known(one), ...span(fact), municipality: fact.municipality, holder: fact.holder });
      return;
    case 'actual-stay':
      facts.actualStay.push({ ...known(one), ...span(fact), municipality: fact.municipality });
      return;
    case 'request':
      facts.requests.push({ ...known(one), on: toDay(fact.on) });
      return;
    case 'care': {
      const { form, provider, regular, jjiLinked } = fact;
      facts.care.push({ ...known(one), ...span(fact), form, provider, regular, jjiLinked });
      return;
    }
    case 'decision':
      facts.decisions.push({ ...known(one), ...span(fact), municipality: fact.municipality, kind: fact.ground });
  }
}

/** A record of care from messages, as the residence principle reads it. */
export const toResidenceCare = (care: Care): CareRecord => ({
  id: `care:${careKeyOf(care)}`,
  from: care.from,
  to: care.to,
  form: care.form,
  provider: care.provider,
});

/** Everything known about the residence of a youth, in the form of the residence engine. */
export function youthFacts(youth: YouthHistory, care: readonly CareRecord[]): YouthFacts {
  const facts: Writable<YouthFacts> = {
    birth: youth.birth,
    registrations: [],
    motherAtBirth: [],
    custody: [],
    care: [...care],
    actualStay: [],
    requests: [],
    decisions: [],
    payerEvents: [],
  };
  for (const one of youth.facts) addFact(facts, one);
  return facts;
}

/** Choices of a region under the residence principle, with its own mergers and the national ones. */
export const residenceParameters = ({ parameters, mergers: own }: RegionDefinition): Parameters => ({
  gapToleranceDays: parameters.gapToleranceDays,
  partTimeStayPolicy: parameters.partTimeStayPolicy,
  wlzStayFrom: toDay(parameters.wlzStayFrom),
  mergers: mergerTable([
    ...mergers,
    ...own.map(({ date, from, to }) => ({ day: toDay(date), predecessors: from, successor: to })),
  ]),
});

/** Municipalities that others merged into, in a region or nationally: the answer to `SuccessorsOf` of the journal. */
export const successorsOf = (definition: RegionDefinition): ReadonlySet<string> =>
  successorsIn(residenceParameters(definition).mergers);

/** Municipalities that others merged into. */
export const successorsIn = ({ byPredecessor }: MergerTable): ReadonlySet<string> =>
  new Set([...byPredecessor.values()].flatMap(({ successor }) => successor ?? []));
