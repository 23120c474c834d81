import type { Message } from './messages.js';

/** A place in line: the number of the message that gave it, and its owner. */
export interface Place {
  readonly ticket: number;
  readonly member: string;
}

/** The members in line, derived from the messages in order: every reader of the same messages sees the same line. */
export class Queue {
  #places: readonly Place[] = [];

  get first(): Place | undefined {
    return this.#places[0];
  }

  get length(): number {
    return this.#places.length;
  }

  /** The places before that of the member; undefined when it is not in line. */
  before(member: string): readonly Place[] | undefined {
    const at = this.#places.findIndex((place) => place.member === member);
    return at < 0 ? undefined : this.#places.slice(0, at);
  }

  /** The place of the member. */
  of(member: string): Place | undefined {
    return this.#places.find((place) => place.member === member);
  }

  /** Owners of tickets. */
  owners(tickets: readonly number[]): string[] {
    return this.#places.filter(({ ticket }) => tickets.includes(ticket)).map(({ member }) => member);
  }

  /** Processes the next message and its number. Messages about a ticket that is gone have no effect. */
  take(message: Message, number: number): void {
    if (message.kind === 'place-taken') this.#stand({ ticket: number, member: message.member });
    if (message.kind === 'places-lost') this.#leave(message.tickets);
    if (message.kind !== 'turn-passed') return;
    this.#leave([message.ticket]);
    if (message.stays) this.#stand({ ticket: number, member: message.member });
  }

  #leave(tickets: readonly number[]): void {
    this.#places = this.#places.filter(({ ticket }) => !tickets.includes(ticket));
  }

  #stand(place: Place): void {
    if (!this.of(place.member)) this.#places = [...this.#places, place];
  }
}
