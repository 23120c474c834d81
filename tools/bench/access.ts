import { always, may, type AccessObject, type Actor, type Grant } from '@regieboek/access';
import { compare, perSecond, type Measurement } from './measurement.ts';

const DECISIONS = 5_000_000;

const municipality = (code: string): Grant => ({ role: 'municipality', region: 'zhz', municipality: code });

/** A person with a grant in another region, and grants for two municipalities of this one, which decide about the lines. */
const actor: Actor = {
  subject: 'person',
  issuer: 'https://idp.example',
  kind: 'person',
  grants: [{ role: 'policy', region: 'wbw' }, municipality('0505'), municipality('1978')],
};

const period = { from: '2026-02-01', to: '2026-02-28' };
/** Lines of four municipalities and payers, half of which are those of the person. */
const lines: readonly AccessObject[] = ['0505', '1978', '0523', '0590'].map((code) => ({
  region: 'zhz',
  period,
  municipalities: always(code, '0590'),
}));

/** Decisions on lines of a statement for a municipality, compared with the same check written for this one actor. */
export async function benchAccess(): Promise<Measurement[]> {
  let allowed = 0;
  const seconds = await compare(
    () => {
      for (let n = 0; n < DECISIONS; n += 1) {
        const line = lines[n & 3];
        if (line && may(actor, 'see-statements', line).allowed) allowed += 1;
      }
    },
    () => {
      for (let n = 0; n < DECISIONS; n += 1) {
        const line = lines[n & 3];
        if (line?.municipalities?.some(({ code }) => code === '0505' || code === '1978')) allowed += 1;
      }
    },
  );
  if (allowed === 0) throw new Error('no line was allowed: the bench measures something else');
  const count = { value: DECISIONS / seconds.work, baseline: DECISIONS / seconds.baseline };
  return [perSecond('permissions, one core', 'decisions/s', count, 'the test of this actor written out')];
}
