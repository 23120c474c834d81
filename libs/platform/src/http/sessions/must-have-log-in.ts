import type { LogIn } from '../../access/log-in.js';
import { Problem } from '../problems/problem.js';

/** The log-in of this server. Throws a Problem (404) when it has none. */
export function mustHaveLogIn(logIn: LogIn | null): LogIn {
  if (logIn) return logIn;
  throw new Problem(
    404,
    'no-log-in',
    'this server has no log-in: everybody who reaches it is the user of its machine (docs/access.md)',
  );
}
