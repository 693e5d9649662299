import { createHmac } from 'node:crypto';
import { looksRandom } from './chance.ts';
import type { FoundCredential } from './credential.ts';
import type { Part } from './shape.ts';
import { tellingOf } from './telling.ts';

/** Where a finding stands. */
export interface Place {
  readonly path: string;
  /** From one. */
  readonly line: number;
  readonly column: number;
  readonly commit?: string;
  readonly author?: string;
  readonly at?: string;
}

export interface FindingPart {
  readonly part: Part;
  /** What tells it: proof, its shape, its name, or its place. */
  readonly by: 'proof' | 'shape' | 'name' | 'place';
  readonly name: string;
  readonly line: number;
  /** So much of it as may be shown. */
  readonly masked: string;
}

/** A credential that was found, with nothing of it that works. */
export interface Finding {
  /** Of the secret and its rule, under the key of the baseline: the same wherever it stands. */
  readonly id: string;
  /** Of the key that names it to its exchange alone, where that stands there: a log has no more of it. */
  readonly keyId?: string;
  readonly rule: string;
  readonly title: string;
  readonly parts: readonly FindingPart[];
  readonly missing: readonly Part[];
  readonly place: Place;
  /** A comment beside it says that it is to be ignored; without a reason it does not count. */
  readonly ignore?: { readonly reason?: string };
}

/** Makes a finding of what was found in a text. `lines`: of the text; `key`: of the ids, as the baseline has it. */
export function findingOf(found: FoundCredential, lines: Lines, path: string, key: Buffer): Finding {
  const own = found.parts.filter((one) => one !== found.shared);
  const first = own.reduce((a, b) => (b.start < a.start ? b : a));
  const { line, column } = lines.at(first.start);
  const named = found.parts.find(({ part }) => part === 'key');
  return {
    id: idOf(found.rule.id, tellingOf(found.parts).text, key),
    ...(named ? { keyId: idOf(found.rule.id, named.text, key) } : {}),
    rule: found.rule.id,
    title: found.rule.title,
    parts: found.parts.map((one) => ({
      part: one.part,
      by: one.by,
      name: isShown(one.name, found) ? one.name : '…',
      line: lines.at(one.start).line,
      masked: masked(one.part, one.text),
    })),
    missing: found.missing,
    place: { path: withoutValues(path, found), line, column },
  };
}

/** Of what tells a credential from every other, and the rule that has found it, under the key of the ids. */
export function idOf(rule: string, telling: string, key: Buffer): string {
  return createHmac('sha256', key).update(`${rule}\0${telling}`).digest('hex').slice(0, 16);
}

const LONGEST_WORD = 20;

/** A name may be a value too, as where keys stand before what belongs to them. */
const isShown = (name: string, { parts }: FoundCredential): boolean =>
  !parts.some(({ text }) => name.includes(text)) &&
  !(name.match(/[A-Za-z0-9+/=_-]+/g) ?? []).some((word) => word.length >= LONGEST_WORD && looksRandom(word));

/** A file may be called as what it holds. */
export const withoutValues = (path: string, { parts }: FoundCredential): string =>
  parts.reduce((shown, { part, text }) => shown.replaceAll(text, masked(part, text)), path);

/** Of a key its beginning, which its owner knows it by; of anything else two characters and its length. */
function masked(part: Part, text: string): string {
  return part === 'key' ? `${text.slice(0, 6)}…` : `${text.slice(0, 2)}… (${text.length})`;
}

/** Lines and columns of offsets in a text. */
export class Lines {
  readonly #bytes: Buffer;
  #starts: number[] | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  at(offset: number): { readonly line: number; readonly column: number } {
    const starts = (this.#starts ??= startsOf(this.#bytes));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: this.#bytes.toString('utf8', starts[low], offset).length + 1 };
  }
}

function startsOf(bytes: Buffer): number[] {
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return starts;
}
