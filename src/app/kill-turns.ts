import type { KillRecord, KillWishes } from '../killswitch/index.ts';

type Use = (keys: readonly string[]) => Promise<KillRecord>;

interface Turn {
  readonly depth: KillWishes['depth'];
  readonly work: Promise<KillRecord>;
  isBegun: boolean;
}

/** On one account the kill switch is used once at a time; whatever is asked for while a use waits is done with that. */
export class KillTurns {
  /** By key: what is under way, and what waits. */
  readonly #turns = new Map<string, readonly Turn[]>();

  /** One use for all keys that are free, and one for each of the others as soon as it is: no account waits for another's exchange. */
  async take(keys: readonly string[], depth: KillWishes['depth'], use: Use): Promise<readonly KillRecord[]> {
    const free = keys.filter((key) => !this.#turns.has(key));
    const busy = keys.filter((key) => this.#turns.has(key));
    const uses = busy.map((key) => this.#after(key, depth, use));
    if (free.length > 0 || keys.length === 0) uses.push(this.#begin(free, depth, use(free)));
    return [...new Set(await Promise.all(uses))];
  }

  /** Once nothing is under way or waits any more. */
  async ended(): Promise<void> {
    while (this.#turns.size > 0) await Promise.allSettled([...this.#turns.values()].flat().map(({ work }) => work));
  }

  #begin(keys: readonly string[], depth: KillWishes['depth'], work: Promise<KillRecord>): Promise<KillRecord> {
    for (const key of keys) this.#keep(key, { depth, work, isBegun: true });
    return work;
  }

  /** As deep a use that waits does it too: a flood of alarms is no flood of uses. */
  #after(key: string, depth: KillWishes['depth'], use: Use): Promise<KillRecord> {
    const turns = this.#turns.get(key) ?? [];
    const same = turns.find((turn) => !turn.isBegun && (turn.depth === 'flat' || depth === 'cancel'));
    if (same) return same.work;
    const before = Promise.allSettled(turns.map(({ work }) => work));
    const work = before.then(() => {
      turn.isBegun = true;
      return use([key]);
    });
    const turn: Turn = { depth, work, isBegun: false };
    this.#keep(key, turn);
    return work;
  }

  #keep(key: string, turn: Turn): void {
    this.#turns.set(key, [...(this.#turns.get(key) ?? []), turn]);
    const over = (): void => {
      const left = (this.#turns.get(key) ?? []).filter((other) => other !== turn);
      if (left.length > 0) this.#turns.set(key, left);
      else this.#turns.delete(key);
    };
    turn.work.then(over, over);
  }
}
