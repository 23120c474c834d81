import { type Day, OPEN, toDay } from '@regieboek/kernel';
import type {
  ActualStay,
  CareRecord,
  Custody,
  HolderKind,
  Registration,
  RegistrationKind,
  YouthFacts,
} from '../src/facts/facts.js';

const day = (text: string): Day => (text === 'open' ? OPEN : toDay(text));

/** `2023-01-01..2023-12-31` or `2023-01-01..open` as days, both inclusive. */
export function span(text: string): { from: Day; to: Day } {
  const [from = '', to = ''] = text.split('..');
  return { from: day(from), to: day(to) };
}

/** A youth born on `birth` with only the given `facts`. */
export const youth = (birth: string, facts: Partial<YouthFacts> = {}): YouthFacts => ({
  birth: toDay(birth),
  registrations: [],
  motherAtBirth: [],
  custody: [],
  care: [],
  actualStay: [],
  requests: [],
  decisions: [],
  payerEvents: [],
  ...facts,
});

/** A registration; its days are also its id. */
export const lives = (
  days: string,
  municipality: string | null,
  kind: RegistrationKind = 'woonadres',
): Registration => ({
  id: `BRP ${days}`,
  ...span(days),
  municipality,
  kind,
});

/** A care record; its form and days are also its id. */
export const cared = (days: string, form: string, more: Partial<CareRecord> = {}): CareRecord => ({
  id: `${form} ${days}`,
  ...span(days),
  form,
  ...more,
});

/** A holder of authority; its days are also its id. */
export const held = (days: string, municipality: string | null, holder: HolderKind = 'ouder'): Custody => ({
  id: `${holder} ${days}`,
  ...span(days),
  municipality,
  holder,
});

/** An actual stay; its days are also its id. */
export const stays = (days: string, municipality: string | null): ActualStay => ({
  id: `stay ${days}`,
  ...span(days),
  municipality,
});
