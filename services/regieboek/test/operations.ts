/** Every endpoint of the product, made from the description of its interface: a new one is not forgotten. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeRegieboek } from '../src/api/open-api.js';

/** An endpoint of the interface, with values for its parts. */
export interface Operation {
  /** Path as described. */
  readonly path: string;
  /** Action or kind of log-in that it needs. */
  readonly permission: string;
  /** Whether it answers with content, not with a redirect. */
  readonly hasContent: boolean;
  /** How it is audited. */
  readonly audit: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path with values for its parts. */
  readonly url: string;
  readonly query: readonly string[];
  /** Media type and example of its body; null when it has none. */
  readonly body: { readonly type: string; readonly example: unknown } | null;
}

interface Described {
  readonly 'x-permission'?: string;
  readonly 'x-audit'?: string;
  readonly responses: Readonly<Record<string, object>>;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly example?: unknown;
    readonly schema?: { readonly example?: string };
  }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: { readonly example?: { readonly value: unknown } } }>
    >;
  };
}

/** All endpoints with the values of their examples. */
export function operationsOf(application: NestFastifyApplication): Operation[] {
  const { paths } = describeRegieboek(application);
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Described>).map(
      ([method, { parameters = [], requestBody, 'x-permission': permission, 'x-audit': audit, responses }]) => {
        const value = (name: string) => {
          const example = parameters.find((one) => one.name === name)?.schema?.example;
          if (example === undefined) throw new Error(`${path}: give ${name} an example in its description`);
          return example;
        };
        const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
        return {
          method: method.toUpperCase() as Operation['method'],
          url: path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(value(name))),
          query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
          permission: permission ?? '',
          audit: audit ?? 'not',
          hasContent: !Object.hasOwn(responses, '302'),
          path,
          body: type === undefined ? null : { type, example: content?.examples?.example?.value },
        };
      },
    ),
  );
}

/** Body of a request: the example of its description. */
export const payloadOf = ({ body }: Operation): string =>
  typeof body?.example === 'string' ? body.example : JSON.stringify(body?.example ?? {});
