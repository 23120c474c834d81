import type { Provider } from '@nestjs/common';
import { DeclarationAnswers } from './answers.js';
import { DeclarationIntake } from './intake.js';

/** Import of declarations, and their answers. */
export const declarationProviders: Provider[] = [DeclarationAnswers, DeclarationIntake];
