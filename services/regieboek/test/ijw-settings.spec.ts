import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readJw325, writeMessage, type JW323, type JW325 } from '@regieboek/ijw';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;
let sent = 0;

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase());
  await importStory(running);
});
afterEach(() => choose(''));
afterAll(() => stop());

/** Takes in the region file with this section. */
async function choose(section: string): Promise<void> {
  const response = await running.post('/v1/region-files', 'application/yaml', `${story.regionFile}${section}`);
  expect(response.statusCode).toBe(200);
}

const addressOf = (declaration: string) => `/v1/regions/${story.region}/declarations/${declaration}/answer`;

/** Sends a declaration; gives the address of its answer. */
async function send(value: JW323): Promise<string> {
  const taken = await running.post('/v1/declarations', 'application/xml', writeMessage('JW323', value));
  return addressOf(taken.json().declaration);
}

async function answerTo(value: JW323): Promise<JW325> {
  const read = readJw325((await running.get(await send(value))).rawPayload);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
}

/** A declaration of January with one line of February, under a name of its own. */
function ofJanuary(index = 0, receiver = story.payer): JW323 {
  sent += 1;
  const value = story.jw323Of(`J${sent}`, [{ bsn: story.bsn, prestaties: [story.line(`J${sent}`, index)] }]);
  const declaratiePeriode = { begindatum: story.day('2026-01-01'), einddatum: story.day('2026-01-31') };
  return {
    header: { ...value.header, ontvanger: receiver },
    declaratie: { ...value.declaratie, declaratiePeriode },
  };
}

const lineCodes = ({ declaratieAntwoord }: JW325) =>
  declaratieAntwoord?.clienten?.flatMap(({ retourCodes, prestaties }) => [
    retourCodes,
    ...prestaties.map((one) => one.retourCodes),
  ]);

describe('the iJw choices of a region', () => {
  it('TR319: a period after the declaration is 9319 on the line, or 0001 on the message', async () => {
    expect(lineCodes(await answerTo(ofJanuary()))).toEqual([['0200'], ['9319']]);
    await choose('ijw: { periodAfterDeclaration: level 2 }\n');
    const refused = await answerTo(ofJanuary());
    expect([refused.header.retourCodes, refused.declaratieAntwoord]).toEqual([['0001'], undefined]);
  });

  it('a line on the assignment of another client is 9338, or 8187 on the client', async () => {
    expect(lineCodes(await answerTo(ofJanuary(1)))).toEqual([['0200'], expect.arrayContaining(['9338'])]);
    await choose('ijw: { foreignAssignment: "8187" }\n');
    expect(lineCodes(await answerTo(ofJanuary(1)))).toEqual([['8187'], ['0233']]);
  });

  it('never change an earlier answer', async () => {
    const value = ofJanuary();
    const url = await send(value);
    const { body } = await running.get(url);
    await choose('ijw: { periodAfterDeclaration: level 2 }\n');
    expect(await send(value)).toBe(url);
    expect((await running.get(url)).body).toBe(body);
    expect((await answerTo(ofJanuary())).header.retourCodes).toEqual(['0001']);
  });

  it('TR318: a declaration follows those to its municipality, or to any of the region', async () => {
    const february = story.jw323Of('F1', [{ bsn: story.bsn, prestaties: [story.line('F1', 0)] }]);
    expect((await answerTo(february)).declaratieAntwoord?.retourCodes).toEqual(['8001']);
    expect((await answerTo(ofJanuary(0, story.responsible))).declaratieAntwoord?.retourCodes).toEqual(['0200']);
    await choose('ijw: { earlierPeriods: provider }\n');
    expect((await answerTo(ofJanuary(0, story.responsible))).declaratieAntwoord?.retourCodes).toEqual(['8214']);
  });
});
