import type { DemoUser } from './users.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A page of the demo's identity provider. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font-family:system-ui;max-width:45rem;margin:3rem auto;padding:0 1rem}button{display:block;width:100%;text-align:left;padding:.5rem;margin:.25rem 0;font:inherit}</style>
</head><body><h1>${escaped(title)}</h1>${body}</body></html>`;

/** Choice of a user; `action` is the address that the choice is sent to. */
export const choicePage = (users: readonly DemoUser[], action: string): string =>
  page(
    'Regieboek: inloggen als (log in as)',
    [
      '<p>Dit zijn verzonnen gebruikers van de demo. Elk ziet iets anders. (Invented users; each sees something else.)</p>',
      `<form method="post" action="${escaped(action)}">`,
      ...users.map(({ id, label }) => `<button name="user" value="${escaped(id)}">${escaped(label)}</button>`),
      '</form>',
    ].join('\n'),
  );

/** Question whether to log out; `form` is the form of the provider. */
export const logOutPage = (form: string): string =>
  page(
    'Uitloggen (log out)',
    `${form}<button form="op.logoutForm" name="logout" value="yes">Uitloggen (log out)</button>`,
  );

/** After log-out. */
export const loggedOutPage = (): string => page('Uitgelogd (logged out)', '');

/** An error, without any content of the request. */
export const faultPage = (): string =>
  page('Inloggen is niet gelukt (not logged in)', '<p>Begin opnieuw op /v1/session/log-in. (Begin again.)</p>');
