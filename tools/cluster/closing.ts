/** Closes months of a region over HTTP, like a user in finance, and requests that placements may receive meanwhile. */
import { passesElevenTest } from '@regieboek/kernel';
import { untilAnswered, type Urls } from './drive.ts';

/** A month of a region. */
export interface Period {
  readonly region: string;
  readonly period: string;
}

interface Problem {
  readonly type: string;
  readonly faults?: readonly { readonly place: string }[];
}

async function ask({ finance }: Urls, { region, period }: Period, what: string, body: object): Promise<Response> {
  return untilAnswered(() =>
    fetch(`${finance}/v1/regions/${region}/periods/${period}/${what}`, {
      method: 'POST',
      body: JSON.stringify({ by: 'controller-3', ...body }),
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

async function mustBeDone(answer: Response): Promise<void> {
  if (answer.status !== 200) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
  await answer.text();
}

/** Seals a month and waives all open items. */
export async function seal(urls: Urls, month: Period): Promise<void> {
  const answer = await ask(urls, month, 'seal', {});
  if (answer.status !== 409) return mustBeDone(answer);
  const { faults = [] } = (await answer.json()) as Problem;
  const waivers = faults.map(({ place }) => ({ item: place, reason: 'is looked at later' }));
  await mustBeDone(await ask(urls, month, 'seal', { waivers }));
}

/** Reopens the month. */
export const reopen = async (urls: Urls, month: Period): Promise<void> =>
  mustBeDone(await ask(urls, month, 'reopening', { reason: 'it is closed once more' }));

/** A file with registrations of this many youths that occur in no other file and in no other delivery. */
export function largeDelivery(region: string, youths: number, delivery: number): string {
  const rows = ['region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn'];
  for (let number = 999_880_000 - 400_000 * delivery; rows.length <= youths; number -= 1)
    if (passesElevenTest(String(number)))
      rows.push(`${region},${number},2014-05-01,brp-1,registration,2014-05-01,,,buitenland,2025-01-15`);
  return `${rows.join('\n')}\n`;
}
