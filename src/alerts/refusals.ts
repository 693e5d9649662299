import type { Sent } from './channel.ts';
import type { Message } from './message.ts';

interface Waiting {
  readonly pending: { readonly id: string };
}

/** Which messages a service has refused, so that one that it does not take does not hold up the others. */
export class Refusals {
  /** How many sends had succeeded when a message was refused last. */
  readonly #refused = new Map<string, number>();
  readonly #odd = new Set<string>();
  #accepted = 0;
  #isApart = false;

  /** One of several that went together is not taken: each goes by itself until none of them waits. */
  get isApart(): boolean {
    return this.#isApart;
  }

  /** True for one that was refused again although others were taken meanwhile. */
  isOdd(id: string): boolean {
    return this.#odd.has(id);
  }

  /** What was never refused first, then what was refused longest ago. */
  sorted<W extends Waiting>(waiting: readonly W[]): W[] {
    const rank = ({ pending }: W): number => this.#refused.get(pending.id) ?? -1;
    return [...waiting].sort((a, b) => rank(a) - rank(b));
  }

  /** Those from the first on that may go with it: what was never refused goes without what was. */
  alike<W extends Waiting>(sorted: readonly W[]): readonly W[] {
    const isFresh = ({ pending }: W): boolean => !this.#refused.has(pending.id);
    const [first] = sorted;
    return first && isFresh(first) ? sorted.filter(isFresh) : sorted;
  }

  /** Forgets those that wait no more. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of [...this.#refused.keys()]) if (!ids.has(id)) this.#refused.delete(id);
    for (const id of [...this.#odd]) if (!ids.has(id)) this.#odd.delete(id);
    if (this.#refused.size === 0) this.#isApart = false;
  }

  note(ids: readonly string[], sent: Sent): void {
    if (sent.kind === 'sent') this.#accepted++;
    if (sent.kind !== 'failed' || !sent.isRefused) return;
    if (ids.length > 1) this.#isApart = true;
    for (const id of ids) {
      const before = this.#refused.get(id);
      if (ids.length === 1 && before !== undefined && this.#accepted > before) this.#odd.add(id);
      this.#refused.set(id, this.#accepted);
    }
  }
}

/** In its place, where a service does not take what it says. */
export function plainOf({ evidence: _evidence, done: _done, ...message }: Message): Message {
  return {
    ...message,
    what: 'an alarm that this service does not take as it is written',
    next: 'keyward alert list',
  };
}
