import { assignmentFiles } from './assignment-file.js';
import { Biography } from '../youths/biography.js';
import { interruptionFiles, startFiles, stopFiles } from './care-files.js';
import { contractsFile } from './contracts-file.js';
import { Declarations } from '../declarations/declarations.js';
import type { DemoFile } from '../files/demo-file.js';
import { expectedText } from '../declarations/expected.js';
import { factsCsv } from './facts-csv.js';
import type { Random } from '../random.js';
import type { Setting } from './setting.js';
import { earlierStay } from '../stories/earlier-stay.js';
import { storyOf } from '../stories/index.js';
import type { Story } from '../stories/story.js';
import type { CarePlan, Youth } from '../youths/youth.js';

/** Numbers (BSN) of the youths of a region: of those in the months declared, and of those whose stay ended earlier. */
export interface RegionBsns {
  readonly present: readonly string[];
  readonly earlier: readonly string[];
}

/** The youths of a region, generated one by one: those in the months declared, then the earlier ones. */
function youthsOf(setting: Setting, { present, earlier }: RegionBsns, random: Random): Youth[] {
  const youth = (bsn: string, serial: number, storyFor: (own: Random) => Story): Youth => {
    const own = random.fork(`${setting.region.id}/youth ${serial}`);
    const biography = new Biography({ setting, serial, bsn, random: own });
    storyFor(own)(biography);
    return biography.youth();
  };
  return [
    ...present.map((bsn, i) => youth(bsn, i + 1, (own) => storyOf(i + 1, own))),
    ...earlier.map((bsn, i) => youth(bsn, present.length + i + 1, () => earlierStay)),
  ];
}

function* messages(
  youths: readonly Youth[],
  filesOf: (youth: Youth, plan: CarePlan) => Iterable<DemoFile>,
): Generator<DemoFile> {
  for (const youth of youths) for (const plan of youth.plans) yield* filesOf(youth, plan);
}

function* factFiles({ region }: Setting, youths: readonly Youth[]): Generator<DemoFile> {
  const facts = factsCsv(region.id, youths, (youth) => youth.facts);
  if (facts !== null) yield { path: 'residence-facts.csv', content: facts };
  const late = factsCsv(region.id, youths, (youth) => youth.lateFacts);
  if (late !== null) yield { path: 'residence-facts-late.csv', content: late };
}

/** Files and totals of a region. */
export interface RegionCount {
  readonly youths: number;
  readonly declaredLines: number;
  readonly wrongLines: number;
}

/** The files of one region, in an importable order; paths are below the region's folder. */
export function* regionFiles(setting: Setting, bsns: RegionBsns, random: Random): Generator<DemoFile, RegionCount> {
  yield { path: 'contracts.yaml', content: contractsFile(setting) };
  const youths = youthsOf(setting, bsns, random);
  yield* factFiles(setting, youths);
  yield* messages(youths, assignmentFiles);
  yield* messages(youths, startFiles);
  yield* messages(youths, stopFiles);
  yield* messages(youths, interruptionFiles);
  const present = youths.slice(0, bsns.present.length);
  const plans = present.flatMap((youth) => youth.plans);
  const declarations = new Declarations(setting, plans, random.fork(`${setting.region.id}/declarations`));
  yield* declarations.files();
  const { expected, lines } = declarations.sending;
  yield { path: 'expected.json', content: expectedText(setting.region.id, expected) };
  const wrongLines = expected.filter(({ on }) => on === 'line' || on === 'client').length;
  return { youths: present.length, declaredLines: lines, wrongLines };
}
