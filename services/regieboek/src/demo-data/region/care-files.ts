import { messageHeader, writeMessage, type RedenBeeindiging, TEMPORARY_STOP } from '@regieboek/ijw';
import { fromDay, OPEN, type Day } from '@regieboek/kernel';
import { nameParts } from './assignment-file.js';
import type { DemoFile } from '../files/demo-file.js';
import { dayOfMember } from './region-facts.js';
import type { CarePlan, Youth } from '../youths/youth.js';

interface Reported {
  readonly folder: string;
  /** Number of earlier messages about this care. */
  readonly place: number;
  readonly begin: Day;
}

const clientOf = (youth: Youth) => ({
  bsn: youth.bsn,
  geboortedatum: { datum: fromDay(youth.birth) },
  geslacht: youth.sex,
  naam: nameParts(youth),
});

/** Messages follow within five working days, and before the municipality ends. */
const signed = ({ number, municipality }: CarePlan, day: Day): Day => dayOfMember(municipality, day + 1 + (number % 5));

const pathOf = ({ folder, place }: Reported, { number }: CarePlan, day: Day): string =>
  `${folder}/${fromDay(day)}-${number}-${place}.xml`;

const headOf = (message: 'JW305' | 'JW307', plan: CarePlan, { place }: Reported, dagtekening: Day) =>
  messageHeader(message, {
    afzender: plan.offer.provider.agb,
    ontvanger: plan.municipality,
    identificatie: `${message === 'JW305' ? 'S' : 'E'}${plan.number}${place}`,
    dagtekening: fromDay(dagtekening),
  });

function startFile(youth: Youth, plan: CarePlan, reported: Reported): DemoFile {
  const day = signed(plan, reported.begin);
  const content = writeMessage('JW305', {
    header: headOf('JW305', plan, reported, day),
    client: {
      ...clientOf(youth),
      startProducten: [{ toewijzingNummer: plan.number, begindatum: fromDay(reported.begin), statusAanlevering: '1' }],
    },
  });
  return { path: pathOf(reported, plan, day), content };
}

function stopFile(
  youth: Youth,
  plan: CarePlan,
  stop: Reported & { readonly end: Day; readonly reason: RedenBeeindiging },
): DemoFile {
  const day = signed(plan, stop.end);
  const content = writeMessage('JW307', {
    header: headOf('JW307', plan, stop, day),
    client: {
      ...clientOf(youth),
      stopProducten: [
        {
          toewijzingNummer: plan.number,
          begindatum: fromDay(stop.begin),
          redenBeeindiging: stop.reason,
          einddatum: fromDay(stop.end),
          statusAanlevering: '1',
        },
      ],
    },
  });
  return { path: pathOf(stop, plan, day), content };
}

/** The first start (JW305) of care, unless the provider forgot it. */
export const startFiles = (youth: Youth, plan: CarePlan): DemoFile[] =>
  plan.startSent ? [startFile(youth, plan, { folder: 'starts', place: 0, begin: plan.care.from })] : [];

/** The last stop (JW307) of care that was never interrupted. */
export function stopFiles(youth: Youth, plan: CarePlan): DemoFile[] {
  const { care, pause, endReason: reason } = plan;
  if (!plan.startSent || pause || care.to === OPEN) return [];
  return [stopFile(youth, plan, { folder: 'stops', place: 1, begin: care.from, end: care.to, reason })];
}

/** Temporary stop, restart and last stop of care that was interrupted; they only hold in this order. */
export function interruptionFiles(youth: Youth, plan: CarePlan): DemoFile[] {
  const { care, pause, endReason } = plan;
  if (!plan.startSent || !pause) return [];
  const folder = 'temporary-stops';
  const begin = pause.to + 1;
  const files = [
    stopFile(youth, plan, { folder, place: 1, begin: care.from, end: pause.from - 1, reason: TEMPORARY_STOP }),
    startFile(youth, plan, { folder, place: 2, begin }),
  ];
  if (care.to === OPEN) return files;
  return [...files, stopFile(youth, plan, { folder, place: 3, begin, end: care.to, reason: endReason })];
}
