import { describeError } from './cli/describe-error.js';
import { languageIn, languageOf } from './cli/language/language.js';
import { run } from './cli/program.js';

// What is thrown beside the command, such as by a timer. A reader that went away (`| head`) is not an error.
process.on('uncaughtException', (error: Error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  const language = languageIn(process.argv) ?? languageOf(process.env);
  void describeError(error, language).then((text) => {
    process.stderr.write(`regieboek: ${text}\n`);
    process.exit(1);
  });
});

process.exitCode = await run(process.argv.slice(2));
