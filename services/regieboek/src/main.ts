import { languageOf } from '@regieboek/kernel';
import { describeError } from './cli/describe-error.js';
import { languageIn } from './cli/language/language.js';
import { run } from './cli/program.js';

// Libraries and child processes speak the language of the command line.
const chosen = languageIn(process.argv);
if (chosen) process.env['REGIEBOEK_LANG'] = chosen;

// Errors thrown outside the command, such as by a timer. A reader that went away (`| head`) is not an error.
process.on('uncaughtException', (error: Error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  void describeError(error, languageOf(process.env)).then((text) => {
    process.stderr.write(`regieboek: ${text}\n`);
    process.exit(1);
  });
});

process.exitCode = await run(process.argv.slice(2));
