import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { isTransientInPostgres as isTransient } from '@regieboek/eventing';
import { isRefusal, type Refusal, type RefusalKind, type Sentence } from '@regieboek/kernel';
import { RETRY_AFTER_SECONDS } from '../edge/http-limits.js';
import { preferredLanguage } from '../requests/accepted.js';
import { faultsOf } from '../requests/parsed.js';
import { Problem, type ProblemDetails } from './problem.js';

const fromZod = (error: ZodError): Problem =>
  new Problem(
    400,
    'invalid-input',
    { en: 'the request does not match the documentation', nl: 'de aanvraag past niet bij de beschrijving' },
    faultsOf(error),
  );

/** Remedy for a write without a response. */
const UNKNOWN_OUTCOME: Sentence = {
  en: 'It is unknown whether anything was recorded: send the same request again, which records nothing twice',
  nl: 'Of er iets is vastgelegd, is onbekend: verstuur dezelfde aanvraag opnieuw, die legt niets twee keer vast',
};

const withUnknownOutcome = ({ en, nl }: Sentence): Sentence => ({
  en: `${en}. ${UNKNOWN_OUTCOME.en}`,
  nl: `${nl}. ${UNKNOWN_OUTCOME.nl}`,
});

/** Refusals of the framework, in our words: its own text may repeat the input. */
const frameworkProblems: Readonly<Record<number, readonly [code: string, detail: Sentence]>> = {
  400: [
    'unreadable',
    {
      en: 'the request cannot be read: check that the body matches its content type',
      nl: 'de aanvraag is niet te lezen: controleer of de inhoud past bij het soort inhoud',
    },
  ],
  404: [
    'not-found',
    { en: 'this address does not exist; see /openapi.json', nl: 'dit adres bestaat niet; zie /openapi.json' },
  ],
  405: [
    'method-not-allowed',
    {
      en: 'this address does not support the method; see /openapi.json',
      nl: 'dit adres kent deze methode niet; zie /openapi.json',
    },
  ],
  414: [
    'address-too-long',
    {
      en: 'a part of the address is too long for an id: copy it again',
      nl: 'een deel van het adres is te lang voor een id: kopieer het opnieuw',
    },
  ],
  413: [
    'too-large',
    {
      en: 'the body is larger than 25 MB (iJw OP179), or for JSON larger than 1 MB: split it',
      nl: 'de inhoud is groter dan 25 MB (iJw OP179), of voor JSON groter dan 1 MB: splits hem',
    },
  ],
  415: [
    'unsupported-media-type',
    {
      en: 'this content type is not supported; see /openapi.json',
      nl: 'dit soort inhoud wordt niet gelezen; zie /openapi.json',
    },
  ],
  503: ['too-slow', withUnknownOutcome({ en: 'the request timed out', nl: 'de aanvraag duurde te lang' })],
};

const ofFramework = (status: number): Problem => {
  const [code, detail] = frameworkProblems[status] ?? [
    `http-${status}`,
    { en: 'the request was refused', nl: 'de aanvraag is geweigerd' },
  ];
  return new Problem(status, code, detail);
};

const isFastifyFault = (error: unknown): error is Error & { readonly statusCode: number } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('FST_') && 'statusCode' in error;

const unexpected = (): Problem =>
  new Problem(
    500,
    'unexpected',
    withUnknownOutcome({ en: 'an unexpected error occurred', nl: 'er ging iets mis wat niet was voorzien' }),
  );

/** Status of each kind of refusal: a missing kind does not compile. */
const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  changed: 412,
  'too-large': 413,
  unavailable: 503,
  settings: 500,
  internal: 500,
};

const AWAY = withUnknownOutcome({ en: 'the database does not respond', nl: 'de database geeft geen antwoord' });

/** Remedies that are different for a sender of requests than for a caller of the code. */
const detailOf: Readonly<Record<string, (refusal: Refusal) => string | Sentence>> = {
  'changed-meanwhile': () => ({
    en: 'the resource has changed: read it again and send its new ETag',
    nl: 'dit is inmiddels gewijzigd: lees het opnieuw en stuur de nieuwe ETag mee',
  }),
  'too-complex': ({ message }) => `${message}; it is kept and retried a few times`,
  'log-away': () => ({
    en: 'the event log cannot be reached, and nothing was recorded: send the request again later',
    nl: 'het logboek is niet bereikbaar, en er is niets vastgelegd: verstuur de aanvraag later opnieuw',
  }),
  'database-away': () => AWAY,
};

const sentenceOf = ({ message, inDutch }: Refusal): string | Sentence =>
  inDutch === undefined ? message : { en: message, nl: inDutch };

/** A refusal as a problem. Faults that only an operator can repair are not shown to a client. */
function ofRefusal(refusal: Refusal): Problem {
  const { code, kind, faults } = refusal;
  const status = statusOf[kind];
  if (status === 500) return unexpected();
  return new Problem(status, code, detailOf[code]?.(refusal) ?? sentenceOf(refusal), faults);
}

const databaseAway = (): Problem => new Problem(503, 'database-away', AWAY);

/** Any error as a problem. An unexpected error becomes 500 without its text, which may hold personal data. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return fromZod(error);
  if (isRefusal(error)) return ofRefusal(error);
  if (isTransient(error)) return databaseAway();
  if (error instanceof HttpException) return ofFramework(error.getStatus());
  if (isFastifyFault(error)) return ofFramework(error.statusCode);
  return unexpected();
}

/** Reports unexpected errors: their kind and origin, never their message. */
export type ReportUnexpected = (error: unknown) => void;

/** Every error leaves as RFC 9457 problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly report: ReportUnexpected) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    if (problem.status === 500) this.report(error);
    const http = host.switchToHttp();
    const language = problem.languageFor(
      preferredLanguage(http.getRequest<FastifyRequest>().headers['accept-language']),
    );
    const details: ProblemDetails = problem.details(language);
    const reply = http.getResponse<FastifyReply>();
    void reply.headers({ 'Content-Language': language, Vary: 'Accept-Language' });
    if (problem.status === 503) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
    void reply.status(problem.status).header('Content-Type', 'application/problem+json').send(details);
  }
}
