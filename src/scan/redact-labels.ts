import { createHmac, randomBytes } from 'node:crypto';
import type { Find } from './find.ts';
import type { Hidden } from './redact-hidden.ts';
import type { Part } from './shape.ts';

/** Over so many different values they are no longer told apart. */
const MOST_VALUES = 100_000;

const PARTS: Readonly<Partial<Record<Part, string>>> = { 'private-key': 'private key', mnemonic: 'seed phrase' };
/** Rules whose name adds nothing to the part. */
const PLAIN = new Set(['mnemonic', 'private-key-pem', 'generic', 'password', 'url-password']);

/** What a find is, in words: `binance secret`, `seed phrase`. */
export function hiddenOf({ rule, found }: Find): Hidden {
  const part = PARTS[found.part] ?? found.part;
  const kind = PLAIN.has(rule.id) ? part : `${rule.id.replace(/-bot-key$/, '')} ${part}`;
  return { kind, text: found.text, start: found.start, end: found.start + found.length };
}

export interface KindCount {
  readonly kind: string;
  /** Different ones. */
  values: number;
  /** So often was one masked. */
  places: number;
}

/** The mask of each value, the same for the same, which tells nothing of it but its kind. Values are known again by a keyed digest. */
export class Labels {
  readonly #key = randomBytes(32);
  readonly #labels = new Map<string, { readonly mask: string; readonly count: KindCount }>();
  readonly #counts = new Map<string, KindCount>();

  mask(kind: string, text: string): string {
    const digest = this.#digestOf(text);
    const known = this.#labels.get(digest) ?? this.#add(kind, digest);
    known.count.places++;
    return known.mask;
  }

  has(text: string): boolean {
    return this.#labels.size > 0 && this.#labels.has(this.#digestOf(text));
  }

  get counts(): readonly KindCount[] {
    return [...this.#counts.values()];
  }

  #add(kind: string, digest: string): { readonly mask: string; readonly count: KindCount } {
    const count = this.#counts.get(kind) ?? { kind, values: 0, places: 0 };
    this.#counts.set(kind, count);
    if (this.#labels.size >= MOST_VALUES) return { mask: `[${kind}]`, count };
    const label = { mask: `[${kind} #${++count.values}]`, count };
    this.#labels.set(digest, label);
    return label;
  }

  #digestOf(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64').slice(0, 22);
  }
}
