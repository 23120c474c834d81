import { userInfo } from 'node:os';
import { localActor, type Actor } from '@regieboek/access';

/** Name of the user of the machine; a number where the system knows no name. */
function nameOfUser(): string {
  try {
    return userInfo().username.slice(0, 120);
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** The user of the machine, who acts on the command line. */
export const machineUser = (): Actor => ({ ...localActor, subject: nameOfUser() });
