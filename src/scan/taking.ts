import type { Find } from './find.ts';
import { Places, type Stretch } from './places.ts';

/** A place that is taken. Several values of one layer stand at the same. */
interface Place extends Stretch {
  readonly texts: Set<string>;
}

/** What was taken of a text, each place once. */
export class Taking {
  readonly #isSample: (text: string) => boolean;
  readonly #finds: Find[] = [];
  readonly #values = new Set<string>();
  readonly #places = new Places<Place>();
  /** Behind the last byte taken so far by what is found in order. */
  end = 0;

  /** `isSample`: whether a value is published: its place is taken, and it is no find. */
  constructor(isSample: (text: string) => boolean) {
    this.#isSample = isSample;
  }

  /** Different values: a log has one a thousand times. */
  get count(): number {
    return this.#values.size;
  }

  has(start: number, length: number): boolean {
    return this.#places.meeting({ start, length }) !== undefined;
  }

  add(find: Find): void {
    const { start, length, text } = find.found;
    const met = this.#places.meeting(find.found);
    if (met) {
      if (met.start !== start || met.length !== length || met.texts.has(text)) return;
      met.texts.add(text);
    } else this.#places.add({ start, length, texts: new Set([text]) });
    this.end = Math.max(this.end, start + length);
    if (this.#isSample(text)) return;
    this.#values.add(text);
    this.#finds.push(find);
  }

  /** In the order of their places. */
  finds(): Find[] {
    return [...this.#finds].sort((a, b) => a.found.start - b.found.start);
  }
}
