import type { Find, FoundPart } from './find.ts';
import type { Rule } from './rule.ts';
import type { Part } from './shape.ts';
import { CHOSEN } from './telling.ts';

/** A credential as it was found: its parts, each once, and what is missing of it. */
export interface FoundCredential {
  readonly rule: Rule;
  readonly parts: readonly FoundPart[];
  readonly missing: readonly Part[];
  /** One of the parts that stands elsewhere, for several credentials. */
  readonly shared?: FoundPart;
}

/** As far from each other the parts of one credential stand, at most, in bytes. */
const FAR = 1_500;

interface Open {
  readonly rule: Rule;
  readonly parts: FoundPart[];
}

/** What was found of one rule so far: each value, and the credential that may still lack something. */
interface Seen {
  readonly texts: Set<string>;
  last: Open;
  /** What stood last was of a credential that stands there twice. */
  isRepeated: boolean;
  /** What was chosen for one before, and stands there again before the next. */
  again: FoundPart | undefined;
}

/** Joins parts of one rule that stand near each other, each part once, into credentials. A credential that stands twice in a text is one. */
export function joined(finds: readonly Find[]): FoundCredential[] {
  const open: Open[] = [];
  const seen = new Map<Rule, Seen>();
  for (const { rule, found } of finds) {
    const same = seen.get(rule);
    const last = rule.joins && same?.last;
    if (same?.texts.has(found.text)) {
      joinAgain(same, found, last);
      continue;
    }
    const other = last && isNear(last, found) ? otherPart(last, found) : undefined;
    const now = last && other ? last : { rule, parts: againBefore(same, found) };
    if (last && other) tellApart(last, found);
    now.parts.push(other ?? found);
    if (now !== last) open.push(now);
    if (!same) seen.set(rule, { texts: new Set([found.text]), last: now, isRepeated: false, again: undefined });
    else {
      same.texts.add(found.text);
      Object.assign(same, { last: now, isRepeated: false, again: undefined });
    }
  }
  return open.map(({ rule, parts }) => ({ rule, parts, missing: missingOf(rule, parts) }));
}

const isNear = ({ parts }: Open, found: FoundPart): boolean => found.start - parts.at(-1)!.start < FAR;

/** What people choose they use again: the same passphrase is a part of each credential that it stands beside. */
function joinAgain(same: Seen, found: FoundPart, last: Open | undefined): void {
  if (!CHOSEN.includes(found.part)) same.isRepeated = true;
  else if (last && !same.isRepeated) {
    if (!isNear(last, found)) return;
    if (last.parts.some(({ part }) => part === found.part)) same.again = found;
    else last.parts.push(found);
  }
}

function againBefore(same: Seen | undefined, found: FoundPart): FoundPart[] {
  const again = same?.again;
  return again && found.part !== again.part && found.start - again.start < FAR ? [again] : [];
}

function missingOf({ joins = [], optional = [] }: Rule, parts: readonly FoundPart[]): Part[] {
  return joins.filter((part) => !optional.includes(part) && !parts.some((one) => one.part === part));
}

/** What was told by its place or shape gives way to what is named so, where both halves look alike. */
function tellApart({ parts }: Open, { part, by }: FoundPart): void {
  const at = parts.findIndex((one) => one.part === part && one.by !== 'name' && one.by !== 'proof');
  if (by !== 'name' || at < 0) return;
  parts[at] = { ...parts[at]!, part: part === 'key' ? 'secret' : 'key' };
}

/** The part as it joins those before: one that is told by its shape or place alone is the next that its rule gives the same shape. */
function otherPart({ rule, parts }: Open, found: FoundPart): FoundPart | undefined {
  const has = (part: Part): boolean => parts.some((one) => one.part === part);
  if (!has(found.part)) return found;
  if (found.by === 'proof') return undefined;
  if (found.by === 'name') return mayGiveWay(rule, parts, found) ? found : undefined;
  const shape = rule.shapes.find(
    (one) => !has(one.part) && found.text.length >= one.length[0] && found.text.length <= one.length[1],
  );
  return shape && { ...found, part: shape.part };
}

/** Whether what has the part that a name gives another may as well be the other half. */
function mayGiveWay(rule: Rule, parts: readonly FoundPart[], { part }: FoundPart): boolean {
  const other = part === 'key' ? 'secret' : part === 'secret' ? 'key' : undefined;
  const held = parts.find((one) => one.part === part);
  if (other === undefined || parts.some((one) => one.part === other)) return false;
  if (!held || held.by === 'name' || held.by === 'proof') return false;
  return rule.shapes.some(
    (one) => one.part === other && held.text.length >= one.length[0] && held.text.length <= one.length[1],
  );
}
