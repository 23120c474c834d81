import {
  messageHeader,
  writeMessage,
  type JW301Contact,
  type JW301ToegewezenProduct,
  type RedenWijziging,
  REMOVAL_REASON,
} from '@regieboek/ijw';
import { fromDay, OPEN, type Day } from '@regieboek/kernel';
import type { DemoFile } from '../files/demo-file.js';
import { dayOfMember } from './region-facts.js';
import type { CarePlan, Youth } from '../youths/youth.js';

/** One version of an assignment: the days it grants, when it was decided, and why it changed. */
interface Version {
  readonly decided: Day;
  readonly from: Day;
  readonly to: Day;
  readonly change: RedenWijziging | null;
}

const letters = 'ABCDEFGHJKLMNPRSTVWXZ';

/** Of a youth with a secret address only a telephone number is given (Regeling Jeugdwet 6a.6). */
function contactOf({ bsn, secret }: Youth): JW301Contact {
  const digits = Number(bsn.slice(-4));
  if (secret) {
    const telefoon01 = { telefoonnummer: `06000${String(digits).padStart(5, '0')}`, landnummer: '31' };
    return { soort: '02', telefoon: { telefoon01 } };
  }
  const postcode = `${4300 + (digits % 600)}${letters.charAt(digits % 20)}${letters.charAt((digits * 7) % 20)}`;
  const adres = {
    huis: { huisnummer: 1 + (digits % 180) },
    postcode,
    straatnaam: 'Voorbeeldstraat',
    landCode: 'NL',
  } as const;
  return { soort: '01', adres };
}

function grantOf({ granted, offer: { product } }: CarePlan): Partial<JW301ToegewezenProduct> {
  if (granted.kind === 'budget') return { product: { categorie: product.category }, budget: granted.cents };
  const { volume, unit: eenheid, frequency: frequentie } = granted;
  return { product: { categorie: product.category, code: product.code }, omvang: { volume, eenheid, frequentie } };
}

function versionFile(youth: Youth, plan: CarePlan, { from, to, change, ...version }: Version): DemoFile {
  const decided = dayOfMember(plan.municipality, version.decided);
  const number = `${plan.number}${change === null ? 0 : 1}`;
  const content = writeMessage('JW301', {
    header: messageHeader('JW301', {
      afzender: plan.municipality,
      ontvanger: plan.offer.provider.agb,
      identificatie: `T${number}`,
      dagtekening: fromDay(decided),
    }),
    client: {
      bsn: youth.bsn,
      geboortedatum: { datum: fromDay(youth.birth) },
      geslacht: youth.sex,
      naam: { ...nameParts(youth), naamGebruik: '1' },
      contactgegevens: [contactOf(youth)],
      toegewezenProducten: [
        {
          toewijzingNummer: plan.number,
          toewijzingsdatum: fromDay(decided),
          toewijzingstijd: change === null ? '09:30:00' : '16:05:00',
          ingangsdatum: fromDay(from),
          ...(to === OPEN ? {} : { einddatum: fromDay(to) }),
          ...(change === null ? {} : { redenWijziging: change }),
          ...grantOf(plan),
        },
      ],
    },
  });
  return { path: `assignments/${fromDay(decided)}-${number}.xml`, content };
}

/** Name as messages carry it. */
export const nameParts = ({ name: { surname, prefix, initials } }: Youth) => ({
  geslachtsnaam: { achternaam: surname, ...(prefix === undefined ? {} : { voorvoegsel: prefix }) },
  voorletters: initials,
});

/** Messages JW301 of an assignment: the first one, and one that ends or removes it when that happened. */
export function* assignmentFiles(youth: Youth, plan: CarePlan): Generator<DemoFile> {
  const { decided, assigned, change, removed } = plan;
  const first = { decided, ...assigned, change: null };
  // A change comes after the fact: the register is read some days after a move.
  const changed = Math.max(decided, assigned.to === OPEN ? decided : assigned.to) + 9;
  if (removed) {
    yield versionFile(youth, plan, first);
    yield versionFile(youth, plan, {
      decided: decided + 6,
      from: assigned.from,
      to: assigned.from,
      change: REMOVAL_REASON,
    });
  } else if (change !== null) {
    yield versionFile(youth, plan, { ...first, to: firstEnd(plan) });
    yield versionFile(youth, plan, { decided: changed, ...assigned, change });
  } else yield versionFile(youth, plan, first);
}

/** End of an assignment before it was shortened: none, but volumes by the week need one (CD076). */
const firstEnd = ({ assigned, granted }: CarePlan): Day =>
  granted.kind === 'budget' || granted.frequency === '2' ? assigned.to + 120 : OPEN;
