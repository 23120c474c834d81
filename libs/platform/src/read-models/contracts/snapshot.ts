import { toDay, type CalendarDate, type Day } from '@regieboek/kernel';
import type { Contract, IjwSettings, RegionDefinition } from '@regieboek/events';

/** Regions and contracts at one moment: for a batch of messages that are checked together. */
export class ContractsSnapshot {
  constructor(
    private readonly definitions: readonly RegionDefinition[],
    private readonly contracts: ReadonlyMap<string, ReadonlyMap<string, Contract>>,
    private readonly settings: ReadonlyMap<string, IjwSettings> = new Map(),
  ) {}

  /**
   * Region in which a municipality (CBS code) participates on the date of a message. Before its first day and after its last it
   * belongs to no region: a message of such a date is refused, and the text gives the reason and the remedy.
   */
  membershipOf(municipality: string, date: CalendarDate): Membership {
    const day = toDay(date);
    const listed = this.definitions.flatMap((definition) =>
      definition.municipalities.filter(({ code }) => code === municipality).map((member) => ({ definition, member })),
    );
    const found = listed.find(({ member }) => isMemberOn(member, day));
    if (found) return { region: found.definition.region, isMember: true, text: '' };
    const [known] = listed;
    if (!known)
      return {
        region: null,
        isMember: false,
        text: `municipality ${municipality} does not participate in any region: import the contracts.yaml of its region first`,
      };
    return { region: known.definition.region, isMember: false, text: outsideText(known, date) };
  }

  /** A region in which a municipality participates on any day, or null: the key by which messages of one region stay in order. */
  anyRegionOf(municipality: string): string | null {
    return (
      this.definitions.find(({ municipalities }) => municipalities.some(({ code }) => code === municipality))?.region ??
      null
    );
  }

  /** Current definition of a region. */
  definitionOf(region: string): RegionDefinition | null {
    return this.definitions.find((definition) => definition.region === region) ?? null;
  }

  /** True when the region is defined. */
  hasRegion(region: string): boolean {
    return this.definitions.some((definition) => definition.region === region);
  }

  /** Current contracts of a region, by provider. */
  contractsOf(region: string): ReadonlyMap<string, Contract> {
    return this.contracts.get(region) ?? new Map();
  }

  /** Choices of a region where the sources of iJw contradict each other; empty when it chose nothing. */
  settingsOf(region: string): IjwSettings {
    return this.settings.get(region) ?? {};
  }

  /** True when a code (CBS) is or was a municipality in any region (TR378). */
  hasMunicipality(code: string): boolean {
    return this.definitions.some(({ municipalities }) => municipalities.some((one) => one.code === code));
  }
}

/** Whether a municipality participates in a region on a date, and the remedy when it does not. */
export interface Membership {
  /** The region that lists it, also when it participates on other days only; null when none does. */
  readonly region: string | null;
  readonly isMember: boolean;
  readonly text: string;
}

type Member = RegionDefinition['municipalities'][number];

const isMemberOn = ({ from, to }: Member, day: Day): boolean => toDay(from) <= day && (to === null || day <= toDay(to));

function outsideText(
  { definition, member }: { readonly definition: RegionDefinition; readonly member: Member },
  date: CalendarDate,
): string {
  const { code, from, to } = member;
  if (date < from)
    return `municipality ${code} participates in region ${definition.region} from ${from}, and the message is dated ${date}: send it to the municipality of that day`;
  const ended = `municipality ${code} participates in region ${definition.region} up to ${to}, and the message is dated ${date}`;
  const merger = definition.mergers.find((one) => one.from.includes(code));
  if (!merger) return `${ended}: send it to the municipality of that day`;
  return merger.to === null
    ? `${ended}; it was split on ${merger.date} and pays no longer: send it to the municipality that is responsible now, and reverse its approvals by a decision`
    : `${ended}; it merged into ${merger.to} on ${merger.date}: send it to that municipality`;
}
