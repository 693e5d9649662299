import type { FoundCredential } from './credential.ts';
import type { FoundPart } from './find.ts';
import type { Rule } from './rule.ts';
import { passwordRule } from './rules/password/rule.ts';

/** As far as the object of a passphrase is followed, in bytes. */
const WIDEST = 100_000;
/** What names say of every key. */
const COMMON = /^(?:api|key|secret|pass|phrase|passphrase|password|private|public|exchange|default|the|my|\d+)$/;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Credentials with the passphrase that is written once for several of them: it is a part of each key of its exchange that has none, within the
 * object, the section or the block in which it stands; on the top level of all.
 */
export function withShared(bytes: Buffer, found: readonly FoundCredential[]): readonly FoundCredential[] {
  const lacking = found.filter(lacks);
  if (lacking.length === 0) return found;
  const text = bytes.toString('latin1');
  const spans = new Map<FoundPart, Span>();
  const spanOf = (one: FoundPart): Span => {
    const known = spans.get(one) ?? spanIn(text, one.start);
    spans.set(one, known);
    return known;
  };
  const strays = found.filter(isStray);
  /** What nothing but its name tells is of the keys around it where those are of one exchange. */
  const strayOf = (part: FoundPart, rule: Rule): boolean =>
    lacking.every((one) => one.rule === rule || !isIn(one, spanOf(part)));
  const taken = new Set<FoundPart>();
  const whole = found.map((one) => {
    if (!lacks(one)) return one;
    const named = strays.flatMap(({ parts }) => parts).filter((part) => strayOf(part, one.rule));
    const fitting = [...passphrasesOf(found, one.rule), ...named].filter(
      (part) => isIn(one, spanOf(part)) && isForAll(part, one.parts, one.rule),
    );
    const [only] = fitting;
    if (!only || fitting.some(({ text: other }) => other !== only.text)) return one;
    taken.add(only);
    const shared: FoundPart = { ...only, part: 'passphrase' };
    const missing = one.missing.filter((part) => part !== 'passphrase');
    return { ...one, parts: [...one.parts, shared], missing, shared };
  });
  return whole.filter((one) => !(isStray(one) && taken.has(one.parts[0]!)));
}

const isStray = ({ rule, parts }: FoundCredential): boolean =>
  rule === passwordRule && parts.length === 1 && /pass_?phrase$/i.test(parts[0]!.name);

const has = ({ parts }: FoundCredential, part: FoundPart['part']): boolean => parts.some((one) => one.part === part);

/** Whole but for the passphrase that its exchange gives out. */
const lacks = (one: FoundCredential): boolean =>
  one.rule.joins?.includes('passphrase') === true && has(one, 'key') && has(one, 'secret') && !has(one, 'passphrase');

const passphrasesOf = (found: readonly FoundCredential[], wanted: Rule): FoundPart[] =>
  found.flatMap(({ rule, parts }) => (rule === wanted ? parts.filter(({ part }) => part === 'passphrase') : []));

const isIn = ({ parts }: FoundCredential, { from, to }: Span): boolean =>
  parts.every(({ start }) => start >= from && start < to);

/** A passphrase that is named after one key is not of another. */
function isForAll({ name }: FoundPart, parts: readonly FoundPart[], { words }: Rule): boolean {
  const own = wordsOf(name).filter((word) => !COMMON.test(word) && !words.id.includes(word));
  const theirs = parts.flatMap((one) => wordsOf(one.name));
  return own.every((word) => theirs.includes(word));
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** The object in which a place stands; without braces its section, or the block of its indentation. */
function spanIn(text: string, at: number): Span {
  const open = openBefore(text, at);
  if (open !== undefined) return { from: open, to: closeBehind(text, at) };
  const section = sectionOf(text, at);
  const block = blockOf(text, at);
  return { from: Math.max(section.from, block.from), to: Math.min(section.to, block.to) };
}

function openBefore(text: string, at: number): number | undefined {
  let depth = 0;
  for (let place = at - 1; place >= Math.max(0, at - WIDEST); place--) {
    if (text[place] === '}') depth++;
    if (text[place] === '{' && depth-- === 0) return place;
  }
  return undefined;
}

function closeBehind(text: string, at: number): number {
  let depth = 0;
  const end = Math.min(text.length, at + WIDEST);
  for (let place = at; place < end; place++) {
    if (text[place] === '{') depth++;
    if (text[place] === '}' && depth-- === 0) return place;
  }
  return end;
}

const HEADER = /^[ \t]*\[{1,2}[\w."' :-]+\]{1,2}[ \t]*\r?$/gm;

function sectionOf(text: string, at: number): Span {
  let span = { from: 0, to: text.length };
  for (const { index } of text.matchAll(HEADER)) {
    if (index > at) return { ...span, to: index };
    span = { from: index, to: text.length };
  }
  return span;
}

/** The lines around that are indented as far, or further; an item of a list begins with its dash. */
function blockOf(text: string, at: number): Span {
  let from = text.lastIndexOf('\n', at - 1) + 1;
  const { content, isItem } = indentOf(text, from);
  if (content === 0) return { from: 0, to: text.length };
  for (let isBegin = isItem; !isBegin && from > 0; ) {
    const before = text.lastIndexOf('\n', from - 2) + 1;
    const line = indentOf(text, before);
    if (!line.isEmpty && line.content < content) break;
    isBegin = line.isItem && line.content === content;
    from = before;
  }
  let to = endOf(text, at);
  while (to < text.length) {
    const line = indentOf(text, to);
    if (!line.isEmpty && line.own < content) break;
    to = endOf(text, to);
  }
  return { from, to };
}

function endOf(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** How far a line is indented, and what it says behind its dash. */
function indentOf(text: string, start: number) {
  const [whole = '', own = '', dash = ''] = /^([ \t]*)((?:-[ \t]+)*)/.exec(text.slice(start, start + 200)) ?? [];
  const isEmpty = /^[\r\n]|^$/.test(text.slice(start + whole.length, start + whole.length + 1));
  return { own: own.length, content: whole.length, isItem: dash !== '', isEmpty };
}
