/** A stretch of a text, in bytes. */
export interface Stretch {
  readonly start: number;
  readonly length: number;
}

/** So many bytes are looked up at once. */
const BLOCK_BITS = 8;

/** Stretches of a text that do not touch the same bytes, found again by where they stand: a look costs the same, however many there are. */
export class Places<T extends Stretch> {
  readonly #byBlock = new Map<number, T[]>();

  /** The first of those that share a byte with this one. */
  meeting({ start, length }: Stretch): T | undefined {
    const end = start + length;
    for (let block = start >> BLOCK_BITS; block <= (end - 1) >> BLOCK_BITS; block++) {
      const found = this.#byBlock.get(block)?.find((one) => start < one.start + one.length && one.start < end);
      if (found) return found;
    }
    return undefined;
  }

  add(one: T): void {
    for (let block = one.start >> BLOCK_BITS; block <= (one.start + one.length - 1) >> BLOCK_BITS; block++) {
      const here = this.#byBlock.get(block);
      if (here) here.push(one);
      else this.#byBlock.set(block, [one]);
    }
  }
}
