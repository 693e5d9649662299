import { watchedIn } from '../core/index.ts';
import { Judge } from './judge.ts';
import { hiddenInColours, withoutColour } from './redact-colours.ts';
import { escapedValues } from './redact-escaped.ts';
import type { Hidden } from './redact-hidden.ts';
import { hiddenOf, type KindCount, Labels } from './redact-labels.ts';
import { type AlsoHidden, addressesIn, looselyHidden } from './redact-loose.ts';
import { rules } from './rules/index.ts';

/** So much is read at once, in bytes. */
const STEP = 128 * 1024;
/** What may belong together stands within so many bytes: the longest is a private key in PEM. */
const AHEAD = 24 * 1024;
/** So much of what was shown last, and of the beginning, is read again with what follows: it says whose a value is. */
const BEFORE = 4 * 1024;
const HEAD = 2 * 1024;
/** The longest token that is not parted, where a line does not end. */
const LONGEST_TOKEN = 16 * 1024;
const LF = 10;
const HELD = 'secret that Keyward holds';

export interface Redacted {
  readonly masked: readonly KindCount[];
  /** What stands there still, for it was not asked for. */
  readonly left: { readonly email: number; readonly ip: number };
}

/**
 * Masks whatever may be a secret in a text of any length, of which it holds less than a megabyte: what the scan finds, with published samples;
 * what this process knows as a secret; what a name says to be secret; and values drawn by chance that nothing says to be public.
 */
export class Redactor {
  readonly #judge = new Judge(rules, () => false);
  readonly #labels = new Labels();
  readonly #also: AlsoHidden;
  readonly #left = { email: 0, ip: 0 };
  #chunks: Buffer[] = [];
  #size = 0;
  #head: Buffer = Buffer.alloc(0);
  #before: Buffer = Buffer.alloc(0);

  constructor(also: AlsoHidden = {}) {
    this.#also = also;
  }

  /** What may be shown now. */
  take(chunk: Buffer): Buffer {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < STEP + AHEAD) return Buffer.alloc(0);
    const shown: Buffer[] = [];
    let held: Buffer = Buffer.concat(this.#chunks);
    while (held.length >= STEP + AHEAD) {
      const { text, rest } = this.#show(held, STEP);
      shown.push(text);
      held = rest;
    }
    this.#chunks = [Buffer.from(held)];
    this.#size = held.length;
    return Buffer.concat(shown);
  }

  /** What was held back. */
  end(): Buffer {
    const held = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#size = 0;
    return held.length === 0 ? held : this.#show(held, held.length).text;
  }

  get report(): Redacted {
    return { masked: this.#labels.counts, left: this.#left };
  }

  #show(held: Buffer, most: number): { readonly text: Buffer; readonly rest: Buffer } {
    const said =
      this.#before.length === 0 ? this.#before : Buffer.concat([this.#head, Buffer.from('\n'), this.#before]);
    const all = Buffer.concat([said, held]);
    const addresses = addressesIn(all.toString('latin1'));
    const hidden = merged(this.#hiddenIn(all, addresses));
    let limit = most === held.length ? all.length : cutAt(all, said.length, said.length + most);
    const crossing = hidden.find(({ start, end }) => start < limit && end > limit);
    if (crossing) limit = crossing.start > said.length ? crossing.start : crossing.end;
    const pieces: Buffer[] = [];
    let at = said.length;
    for (const { start, end, kind, text } of hidden) {
      if (end <= at || start >= limit) continue;
      pieces.push(all.subarray(at, Math.max(at, start)), Buffer.from(this.#labels.mask(kind, text)));
      at = end;
    }
    pieces.push(all.subarray(at, limit));
    for (const kind of ['email', 'ip'] as const)
      if (!this.#also[kind])
        this.#left[kind] += addresses[kind].filter(({ start }) => start >= said.length && start < limit).length;
    if (this.#head.length === 0) this.#head = Buffer.from(all.subarray(0, HEAD));
    const last = Math.max(said.length, limit - BEFORE);
    this.#before = Buffer.from(all.subarray(all.indexOf(LF, last) + 1 || last, limit));
    return { text: Buffer.concat(pieces), rest: all.subarray(limit) };
  }

  /** The likeliest first: of what stands at one place the first gives the name. */
  #hiddenIn(all: Buffer, addresses: Record<'email' | 'ip', Hidden[]>): Hidden[] {
    const text = all.toString('latin1');
    const found = this.#judge.judge(all, '').map((find) => withoutColour(hiddenOf(find), text));
    const values = new Set(found.map(({ text }) => text));
    const isKnown = (value: string): boolean => values.has(value) || this.#labels.has(value);
    const loose = hiddenInColours(text, (plain) => looselyHidden(plain, isKnown));
    const kinds = new Map([...loose, ...found].map((one) => [one.text, one.kind]));
    const kindOf = (value: string): string | undefined =>
      kinds.get(value) ?? (this.#labels.has(value) ? HELD : undefined);
    return [
      ...heldIn(all),
      ...found,
      ...loose,
      ...escapedValues(text, kindOf),
      ...(this.#also.email ? addresses.email : []),
      ...(this.#also.ip ? addresses.ip : []),
    ];
  }
}

/** What this process knows as a secret, in any form. */
export function heldIn(bytes: Buffer): Hidden[] {
  const utf8 = bytes.toString('utf8');
  const isUtf8 = Buffer.byteLength(utf8) === bytes.length && Buffer.from(utf8).equals(bytes);
  const text = isUtf8 ? utf8 : bytes.toString('latin1');
  const sizeOf = (piece: string): number => (isUtf8 ? Buffer.byteLength(piece) : piece.length);
  return watchedIn(text).map(({ start, length, secret }) => {
    const at = sizeOf(text.slice(0, start));
    return { kind: HELD, text: `held ${secret}`, start: at, end: at + sizeOf(text.slice(start, start + length)) };
  });
}

/** Stretches in order, those that touch the same bytes as one. */
export function merged(all: readonly Hidden[]): Hidden[] {
  const ranked = all.map((one, rank) => ({ ...one, rank })).sort((a, b) => a.start - b.start || a.rank - b.rank);
  const found: (Hidden & { readonly rank: number })[] = [];
  for (const one of ranked) {
    const last = found.at(-1);
    if (last === undefined || one.start >= last.end) found.push(one);
    else {
      const first = one.rank < last.rank ? one : last;
      found[found.length - 1] = { ...first, start: last.start, end: Math.max(last.end, one.end) };
    }
  }
  return found;
}

/** The end of the last line before a place; where no line ends, the end of a word. */
function cutAt(bytes: Buffer, from: number, to: number): number {
  const line = bytes.lastIndexOf(LF, to - 1) + 1;
  if (line > from) return line;
  let at = to;
  while (at > from && to - at < LONGEST_TOKEN && /[\w+/=.%\\-]/.test(String.fromCharCode(bytes[at - 1]!))) at--;
  return at > from && to - at < LONGEST_TOKEN ? at : to;
}
