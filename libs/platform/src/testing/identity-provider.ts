/** An identity provider for tests, by the published formats; it can be set to send invalid responses. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

/** A provider at work. */
export interface TestProvider {
  readonly issuer: string;
  /** Key that it signs with, and publishes. */
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** Claims of the next log-in. */
  person: JWTPayload & { sub: string };
  /** Changes the ID token of log-ins; undefined: right ones. */
  alterIdToken: ((claims: JWTPayload) => JWTPayload) | undefined;
  /** Tokens that its token endpoint gave. */
  readonly given: { count: number };
  /** A signed token with these claims, from this issuer, unless they say otherwise; times in seconds from now. */
  token(claims: JWTPayload & { in?: number }): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const seconds = (): number => Math.floor(Date.now() / 1_000);

/** Starts a provider on a free port of this machine; stopped and started again it keeps its port and its keys. */
export async function startTestProvider(): Promise<TestProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid: 'test' };
  const logIns = new Map<string, { nonce: string; challenge: string; isAsked: boolean }>();
  let server = createServer();
  let port = 0;
  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(privateKey);
  const answer = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };

  const idToken = async ({ nonce, isAsked }: { nonce: string; isAsked: boolean }) => {
    const claims = {
      ...provider.person,
      iss: provider.issuer,
      aud: 'regieboek',
      nonce,
      iat: seconds(),
      exp: seconds() + 60,
      ...(isAsked ? { auth_time: seconds() } : {}),
    };
    return sign(provider.alterIdToken?.(claims) ?? claims);
  };

  async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = new URLSearchParams(await text(request));
    provider.given.count += 1;
    if (body.get('grant_type') === 'client_credentials') {
      const claims = { sub: 'finance', aud: 'regieboek-api', scope: body.get('scope') ?? '', in: 300 };
      return answer(response, 200, {
        access_token: await provider.token(claims),
        token_type: 'Bearer',
        expires_in: 300,
      });
    }
    const logIn = logIns.get(body.get('code') ?? '');
    const verifier = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body.get('code_verifier') ?? '')));
    if (logIn?.challenge !== verifier.toString('base64url')) return answer(response, 400, { error: 'invalid_grant' });
    // This provider never forgets a code: only its clients prevent the second use of one.
    answer(response, 200, { access_token: 'opaque', token_type: 'Bearer', id_token: await idToken(logIn) });
  }

  function authorize(url: URL, response: ServerResponse): void {
    const code = `code-${logIns.size}`;
    logIns.set(code, {
      nonce: url.searchParams.get('nonce') ?? '',
      challenge: url.searchParams.get('code_challenge') ?? '',
      isAsked: url.searchParams.get('prompt') === 'login',
    });
    const back = new URL(url.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    response.writeHead(302, { Location: back.href }).end();
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '', provider.issuer);
    if (url.pathname === '/.well-known/openid-configuration')
      answer(response, 200, {
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/keys`,
        end_session_endpoint: `${provider.issuer}/end`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    else if (url.pathname === '/keys') answer(response, 200, { keys: [jwk] });
    else if (url.pathname === '/authorize') authorize(url, response);
    else void giveToken(request, response);
  };

  const provider: TestProvider = {
    issuer: '',
    ...{ privateKey, publicKey, given: { count: 0 } },
    person: { sub: 'person-1' },
    alterIdToken: undefined,
    async token({ in: within = 300, ...claims }) {
      return sign({ iss: provider.issuer, sub: 'program', iat: seconds(), exp: seconds() + within, ...claims });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    async start() {
      server = createServer(onRequest);
      await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    },
  };
  await provider.start();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  port = address.port;
  return Object.assign(provider, { issuer: `http://127.0.0.1:${port}` });
}
