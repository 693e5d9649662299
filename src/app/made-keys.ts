import type { Entry, Journal } from '../journal/index.ts';
import { labelOf } from '../rotation/index.ts';

/** The keys that Keyward makes itself, by the labels that they have at the exchange: each stands in the journal before it is made. */
export class MadeKeys {
  readonly #labels = new Set<string>();

  async start(journal: Pick<Journal, 'listen' | 'replay'>): Promise<void> {
    journal.listen((entry) => this.#take(entry));
    for await (const entry of journal.replay({ kinds: ['rotation'] })) this.#take(entry);
  }

  has(label: string): boolean {
    return this.#labels.has(label);
  }

  #take(entry: Entry): void {
    if (entry.kind === 'rotation') this.#labels.add(labelOf(entry.plan));
  }
}
