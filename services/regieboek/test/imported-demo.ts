/** Takes generated files in as the product does, in memory: what is decided on every line, for tests. */
import {
  checkFile,
  decideDeclaration,
  declarationOf,
  deliveryKey,
  readMessage,
  refuseTechnically,
  type Declaration,
  type DeclarationDecision,
  type DeclarationLedger,
  type EarlierLine,
  type JW301,
  type LedgerAssignment,
} from '@regieboek/ijw';
import { readRegionFile } from '@regieboek/contracts';
import type { Contract } from '@regieboek/events';
import { OPEN, toDay, type CalendarDate } from '@regieboek/kernel';
import type { Expected } from '../src/demo-data/declarations/expected.js';
import type { DemoFile } from '../src/demo-data/files/demo-file.js';

/** A file that became a declaration, and the decision on it; null for a file without an answer. */
export interface Taken {
  readonly path: string;
  readonly decision: DeclarationDecision | null;
}

/** Everything a region knows after its files were imported one after another. */
export class ImportedDemo {
  readonly taken: Taken[] = [];
  #contracts = new Map<string, Contract>();
  readonly #clients = new Set<string>();
  readonly #assignments = new Map<string, LedgerAssignment & { readonly decided: string }>();
  readonly #lines = new Map<string, EarlierLine>();
  readonly #volumes = new Map<string, number>();
  readonly #cents = new Map<string, number>();
  readonly #standing = new Map<string, string>();
  readonly #messages = new Set<string>();
  readonly #numbers = new Set<string>();
  readonly #last = new Map<string, CalendarDate>();

  constructor(private readonly today: CalendarDate) {}

  /** Imports a file: contracts, assignments and declarations; other files do not affect lines. */
  file({ path, content }: DemoFile): void {
    if (path.endsWith('contracts.yaml')) this.#contract(content);
    else if (path.includes('/assignments/')) this.#assignment(content);
    else if (path.includes('/declarations/')) this.#declaration(path, content);
  }

  #contract(text: string): void {
    const read = readRegionFile(text);
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    this.#contracts = new Map(read.file.contracts.map((one) => [one.provider, one]));
  }

  #assignment(text: string): void {
    const read = readMessage(text);
    if (!read.ok || read.message.type !== 'JW301') throw new Error('an assignment that cannot be read');
    const { client } = read.message.value;
    this.#clients.add(client.bsn);
    for (const one of assignmentsIn(read.message.value)) {
      const key = `${read.message.value.header.afzender}/${one.number}`;
      const before = this.#assignments.get(key);
      if (!before || before.decided <= one.decided) this.#assignments.set(key, one);
    }
  }

  #declaration(path: string, content: string): void {
    const report = checkFile(content, { today: this.today });
    const read = readMessage(content);
    if (!read.ok || read.message.type !== 'JW323') {
      this.taken.push({ path, decision: null });
      return;
    }
    const declaration = declarationOf(read.message.value);
    const decision =
      report.level === 2
        ? refuseTechnically(declaration)
        : decideDeclaration(declaration, this.#ledger(declaration), { today: this.today });
    this.taken.push({ path, decision });
    this.#record(declaration, decision);
  }

  #record({ head, lines }: Declaration, decision: DeclarationDecision): void {
    const { afzender: provider, ontvanger: municipality, berichtIdentificatie } = head.header;
    this.#messages.add(`${provider}/${berichtIdentificatie.identificatie}`);
    const counts = decision.header.join() === '0200' && ['0200', '8001'].includes(decision.declaration.join());
    if (!counts) return;
    this.#numbers.add(`${provider}/${head.declaratie.declaratieNummer}`);
    const period = head.declaratie.declaratiePeriode.begindatum;
    const account = `${provider}/${municipality}`;
    if ((this.#last.get(account) ?? '') < period) this.#last.set(account, period);
    lines.forEach(({ bsn, prestatie }, i) => {
      const isApproved = decision.lines[i]?.status === 'approved';
      const { referentieNummer: reference, vorigReferentieNummer: previous } = prestatie.productReferentie;
      const key = `${provider}/${reference}`;
      const { bedrag, debetCredit } = prestatie.ingediendBedrag;
      if (isApproved || !this.#lines.has(key))
        this.#lines.set(key, {
          status: isApproved ? 'approved' : 'rejected',
          credited: false,
          isOwn: true,
          client: bsn,
          debitOrCredit: debetCredit,
          key: deliveryKey(prestatie),
          unit: prestatie.eenheid,
          volume: prestatie.geleverdVolume,
          cents: bedrag,
        });
      if (!isApproved) return;
      const sign = debetCredit === 'D' ? 1 : -1;
      const assignment = `${municipality}/${prestatie.toewijzingNummer}`;
      const unit = `${assignment}/${prestatie.eenheid}`;
      this.#volumes.set(unit, (this.#volumes.get(unit) ?? 0) + sign * prestatie.geleverdVolume);
      this.#cents.set(assignment, (this.#cents.get(assignment) ?? 0) + sign * bedrag);
      const delivery = `${municipality}/${deliveryKey(prestatie)}`;
      if (sign === 1) this.#standing.set(delivery, reference);
      else {
        if (this.#standing.get(delivery) === previous) this.#standing.delete(delivery);
        const debit = this.#lines.get(`${provider}/${previous}`);
        if (debit) this.#lines.set(`${provider}/${previous}`, { ...debit, credited: true });
      }
    });
  }

  #ledger({ head }: Declaration): DeclarationLedger {
    const { afzender: provider, ontvanger: municipality } = head.header;
    const contract = this.#contracts.get(provider);
    return {
      messageSeen: (_, identification) => this.#messages.has(`${provider}/${identification}`),
      isMunicipality: () => true,
      declarationNumberSeen: (_, number) => this.#numbers.has(`${provider}/${number}`),
      lastPeriod: () => this.#last.get(`${provider}/${municipality}`),
      client: (bsn) => (this.#clients.has(bsn) ? bsn : undefined),
      assignment: (number) => this.#assignments.get(`${municipality}/${number}`),
      product: (_, code, day) => {
        const product = contract?.products.find((one) => one.code === code);
        const found = product?.tariffs.find(({ from, to }) => toDay(from) <= day && (!to || day <= toDay(to)));
        return product && { unit: product.unit, tariff: found && { cents: found.cents, unit: product.unit } };
      },
      isProduct: (category, code) =>
        contract?.products.some((one) => one.code === code && one.category === category) ?? false,
      lineByReference: (_, reference) => this.#lines.get(`${provider}/${reference}`),
      approvedVolume: (number, unit) => this.#volumes.get(`${municipality}/${number}/${unit}`) ?? 0,
      approvedCents: (number) => this.#cents.get(`${municipality}/${number}`) ?? 0,
      standingDebit: (key) => this.#standing.get(`${municipality}/${key}`),
    };
  }
}

/** A refusal, in the form in which `expected.json` lists it, without its kind. */
export type Refusal = Omit<Expected, 'kind'>;

const wholeRefusal = (file: string, { header, declaration }: DeclarationDecision): Refusal | undefined => {
  if (header.join() !== '0200') return { file, on: 'header', codes: header };
  const codes = declaration.filter((code) => code !== '0200' && code !== '8001');
  return codes.length > 0 ? { file, on: 'declaration', codes } : undefined;
};

function lineRefusals(file: string, { lines, clients }: DeclarationDecision): Refusal[] {
  return lines
    .filter(({ status }) => status === 'rejected')
    .map(({ client, codes, reference }) => {
      const ofClient = clients.get(client);
      return ofClient ? { file, on: 'client', codes: ofClient, reference } : { file, on: 'line', codes, reference };
    });
}

/** Everything refused in the declarations of a region, in order. */
export const refusalsIn = ({ taken }: ImportedDemo, region: string): Refusal[] =>
  taken.flatMap(({ path, decision }) => {
    const file = path.slice(region.length + 1);
    if (!decision) return [{ file, on: 'file', codes: [] }];
    const whole = wholeRefusal(file, decision);
    return whole ? [whole] : lineRefusals(file, decision);
  });

/** Content of `expected.json` among the files of a region. */
export function readExpected(files: readonly DemoFile[]): Expected[] {
  const found = files.find(({ path }) => path.endsWith('/expected.json'));
  if (!found) throw new Error('there is no expected.json');
  return (JSON.parse(found.content) as { wrong: Expected[] }).wrong;
}

const assignmentsIn = ({ header, client }: JW301): (LedgerAssignment & { readonly decided: string })[] =>
  client.toegewezenProducten.map((one) => ({
    number: one.toewijzingNummer,
    client: client.bsn,
    provider: header.ontvanger,
    category: one.product?.categorie,
    code: one.product?.code,
    unit: one.omvang?.eenheid,
    volume: one.omvang?.volume,
    frequency: one.omvang?.frequentie,
    budget: one.budget,
    from: toDay(one.ingangsdatum),
    to: one.einddatum === undefined ? OPEN : toDay(one.einddatum),
    removed: one.redenWijziging === '13',
    decided: `${one.toewijzingsdatum}T${one.toewijzingstijd}`,
  }));

/** Day a message was signed (Dagtekening). */
export const sentOn = ({ content }: DemoFile): string => /<ijw:Dagtekening>([^<]*)</.exec(content)?.[1] ?? '';
