import { z } from 'zod';
import {
  asActor,
  cipherWith,
  FourEyes,
  INSTALLATION,
  openApprovals,
  openVaultKeys,
  type ApprovalAsked,
  type Database,
  type UseCaseOfTwo,
} from '@regieboek/platform';
import { machineUser } from '../../process/machine-user.js';
import { keySourceOf, needsTwo } from '../../process/resources.js';
import type { Settings } from '../../process/settings.js';
import { keyTexts } from './texts.js';
import { CommandRefused, type Output } from '../output.js';
import { onVault, printRotated, rotate } from './rotation.js';

/** The key that is to be rotated away. */
const content = z.object({ key: z.string().regex(/^[0-9a-f]{8}$/) });

type Content = z.output<typeof content>;

/** Four eyes on the rotation of keys, which needs no open ledger, and the database that they are about. */
interface RotationOfTwo {
  readonly fourEyes: FourEyes;
  /** Asks a second person to confirm the rotation. */
  ask(): Promise<ApprovalAsked>;
}

/** Runs `work` with four eyes on the rotation of keys, as the user of the machine. */
export const withRotation = <Result>(
  settings: Settings,
  output: Output,
  work: (rotation: RotationOfTwo) => Promise<Result>,
): Promise<Result> => onVault(settings, (database) => onDatabase(settings, output, database, work));

async function onDatabase<Result>(
  settings: Settings,
  output: Output,
  database: Database,
  work: (rotation: RotationOfTwo) => Promise<Result>,
): Promise<Result> {
  const cipher = cipherWith((await openVaultKeys(database.ownerUrl, keySourceOf(settings))).keys);
  const approvals = await openApprovals(database);
  const useCase: UseCaseOfTwo<Content, void> = {
    ...{ action: 'operate', content },
    describe: ({ key }) => ({ nl: `kluissleutel ${key} vervangen`, en: `Rotate vault key ${key}` }),
    async run({ key }) {
      if (key !== cipher.keyId) throw new CommandRefused(keyTexts[output.language].rotatedMeanwhile(key));
      printRotated(settings, await rotate(settings, database, output), output);
    },
  };
  const fourEyes = new FourEyes(approvals, cipher, { isOn: needsTwo(settings) });
  fourEyes.register(useCase);
  try {
    return await asActor(machineUser(), () =>
      work({ fourEyes, ask: () => fourEyes.ask(useCase, INSTALLATION, { key: cipher.keyId }) }),
    );
  } finally {
    await approvals.close();
  }
}
