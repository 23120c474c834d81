import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { MemoryAdapter } from './memory-adapter.js';
import { choicePage, faultPage, loggedOutPage, logOutPage } from './pages.js';
import { claimsOfUser, type DemoUser } from './users.js';

/** The identity provider of the demo, at work on this machine. */
export interface DemoProvider {
  /** Its address, `http://127.0.0.1:<port>`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

const CLIENT = 'regieboek';
/** Scope with the claims that grants are made of. */
export const DEMO_SCOPE = 'openid regieboek';
const BODY_MAX = 2_000;
const CHOICE = /^\/choose\/([\w-]{1,80})$/;

const isLoopback = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
};

/** Every user may use Regieboek: nobody is asked for consent. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(DEMO_SCOPE);
  await grant.save();
  return grant;
}

async function configurationOf(clientSecret: string): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const hour = 3_600;
  return {
    clients: [
      {
        client_id: CLIENT,
        client_secret: clientSecret,
        redirect_uris: ['http://127.0.0.1/v1/session/callback'],
        post_logout_redirect_uris: ['http://127.0.0.1/'],
        scope: DEMO_SCOPE,
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    scopes: ['openid', 'regieboek'],
    claims: { openid: ['sub', 'amr'], regieboek: ['roles', 'region', 'municipality', 'provider'] },
    conformIdTokenClaims: false,
    adapter: MemoryAdapter,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => void (context.body = logOutPage(form)),
        postLogoutSuccessSource: (context) => void (context.body = loggedOutPage()),
      },
    },
    interactions: { url: (_, { uid }) => `/choose/${uid}` },
    ttl: { Session: hour, Grant: hour, Interaction: hour, AccessToken: hour, IdToken: hour, AuthorizationCode: 60 },
    findAccount(_, id) {
      const claims = claimsOfUser(id);
      return claims && { accountId: id, claims: () => ({ sub: id, ...claims }) };
    },
    loadExistingGrant: grantAll,
    renderError(context) {
      context.type = 'html';
      context.body = faultPage();
    },
  };
}

/** Shows the users, and takes the choice. */
function choose(provider: Provider, users: () => Promise<readonly DemoUser[]>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      if (request.method === 'POST') {
        const body = Number(request.headers['content-length'] ?? BODY_MAX + 1) > BODY_MAX ? '' : await text(request);
        const user = new URLSearchParams(body).get('user') ?? '';
        if (claimsOfUser(user) === undefined) throw new RangeError('no user of the demo');
        await provider.interactionFinished(request, response, { login: { accountId: user, amr: ['demo'] } });
        return;
      }
      const { uid } = await provider.interactionDetails(request, response);
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(choicePage(await users(), `/choose/${uid}`));
    } catch {
      response.writeHead(400, { 'Content-Type': 'text/html; charset=utf-8' }).end(faultPage());
    }
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('the identity provider of the demo has no port');
  return address.port;
}

/** Starts an identity provider on this machine, with users of the demo and without passwords. */
export async function startDemoProvider(users: () => Promise<readonly DemoUser[]>): Promise<DemoProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listening(server)}`;
  const clientSecret = randomBytes(24).toString('base64url');
  const provider = new Provider(issuer, await configurationOf(clientSecret));
  // Regieboek may be served on any port of this machine.
  provider.Client.prototype.redirectUriAllowed = isLoopback;
  provider.Client.prototype.postLogoutRedirectUriAllowed = isLoopback;
  const [onChoice, others] = [choose(provider, users), provider.callback()];
  server.on('request', (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    void (CHOICE.test(path) ? onChoice(request, response) : others(request, response));
  });
  return {
    ...{ issuer, clientId: CLIENT, clientSecret },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
