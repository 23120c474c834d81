import { toDay } from '@regieboek/kernel';
import { askFor, bornAt, dayInside, elsewhere, otherMember, someCare } from './at-home.js';
import type { Story } from './story.js';

/** A move in the middle of a month: the line is split, and the old municipality still pays, so it has a claim. */
export const movedDuringHelp: Story = (biography) => {
  const { window } = biography.setting;
  const care = { from: window.from - biography.random.int(20, 200), to: window.to + 40 };
  askFor(biography, care);
  bornAt(biography);
  biography.care('45A48', care);
  biography.register(dayInside(biography), elsewhere(biography));
};

/** A move after which the new municipality takes over: the old assignment ends, a new one begins (reason 07). */
export const handedOver: Story = (biography) => {
  const { window } = biography.setting;
  const begin = window.from - biography.random.int(30, 250);
  const moved = dayInside(biography);
  const municipality = otherMember(biography);
  askFor(biography, { from: begin, to: window.to });
  bornAt(biography);
  biography.register(moved, municipality);
  const before = { from: begin, to: moved - 1 };
  biography.care('45A53', before, { assigned: before, change: '07', endReason: '36', startSent: true });
  const after = { from: moved, to: window.to + 120 };
  biography.care('45A53', after, { assigned: after, municipality, startSent: true });
};

/** A move that became known more than two months later. */
export const movedUnnoticed: Story = (biography) => {
  const { window } = biography.setting;
  const care = { from: window.from - biography.random.int(60, 200), to: window.to + 60 };
  askFor(biography, care);
  bornAt(biography);
  biography.care('45A48', care);
  // Known more than 60 days later, and still before the files are made.
  const latest = biography.setting.knownUntil - window.from - 62;
  biography.lateFact('registration', {
    from: biography.day(Math.min(-30, latest - 20), latest),
    municipality: elsewhere(biography),
    detail: 'woonadres',
  });
};

/** A move some weeks before a stay: the new municipality is responsible for all of it. */
export const movedBeforeStay: Story = (biography) => {
  const stay = someCare(biography, 90, 300);
  askFor(biography, stay);
  bornAt(biography);
  biography.register(stay.from - biography.random.int(15, 60), otherMember(biography));
  biography.care('44A28', stay);
};

/** The municipality that assigned and pays is not that of the address, and this went unnoticed. */
export const payerElsewhere: Story = (biography) => {
  const care = someCare(biography, 120, 400);
  askFor(biography, care);
  bornAt(biography);
  biography.register(care.from - biography.random.int(60, 250), elsewhere(biography));
  biography.care('45A05', care);
};

/** An address that turned out to be wrong: the fact is withdrawn. */
export const addressWithdrawn: Story = (biography) => {
  const { window } = biography.setting;
  const care = { from: window.from - biography.random.int(60, 200), to: window.to + 60 };
  askFor(biography, care);
  bornAt(biography);
  biography.care('45A48', care);
  const from = window.from - biography.random.int(1, 40);
  const wrong = { from, municipality: otherMember(biography), detail: 'woonadres' };
  biography.withdraw(biography.fact('registration', wrong), Math.min(biography.setting.knownUntil, from + 90));
};

/** Two municipalities disagreed; a binding advice named one of them. */
export const disputed: Story = (biography) => {
  const { window } = biography.setting;
  const care = { from: window.from - biography.random.int(100, 300), to: window.to + 60 };
  askFor(biography, care);
  bornAt(biography);
  biography.care('44A28', care);
  biography.fact('decision', {
    from: care.from,
    to: window.from + 45,
    municipality: otherMember(biography),
    detail: 'bindend advies',
    recordedOn: Math.max(care.from + 60, window.from - 10),
  });
};

/** Foster care that began in a municipality that merged since: its successor took the assignment over (reason 11). */
export const begunBeforeMerger: Story = (biography) => {
  const merger = biography.setting.region.mergers.find(({ to }) =>
    biography.setting.members.some(({ code }) => code === to),
  );
  const [before] = merger?.from ?? [];
  if (!merger?.to || before === undefined) return movedBeforeStay(biography);
  const day = toDay(merger.date);
  const from = day - biography.random.int(200, 700);
  biography.birth = from - biography.random.int(900, 2000);
  biography.request(from - 20);
  biography.register(biography.birth, before);
  const first = { from, to: day - 1 };
  biography.care('44A07', first, {
    assigned: first,
    municipality: before,
    change: '11',
    endReason: '36',
    startSent: true,
  });
  const second = { from: day, to: biography.setting.window.to + 1000 };
  biography.care('44A07', second, { assigned: second, municipality: merger.to, startSent: true });
};

/** A stay that began while registered in a municipality that was split up: only the address decides who is responsible. */
export const fromSplitMunicipality: Story = (biography) => {
  const split = biography.setting.region.mergers.find(({ to }) => to === null);
  const [code] = split?.from ?? [];
  if (!split || code === undefined) return movedBeforeStay(biography);
  const from = toDay(split.date) - biography.random.int(100, 300);
  biography.birth = from - biography.random.int(1500, 2500);
  biography.request(from - 20);
  biography.register(biography.birth, code);
  biography.care('44A08', { from, to: biography.setting.window.to + 1000 }, { startSent: true });
};
