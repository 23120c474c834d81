import { logger } from '../logging/logger.js';

/** Writes every line to the log of this process, until the function that it returns is called. */
export function logEverything(): () => void {
  const { level } = logger;
  logger.level = 'debug';
  return () => {
    logger.level = level;
  };
}
