import { type FoundCredential, joined } from '../../src/scan/credential.ts';
import type { FilledValue } from '../../src/scan/fill.contract.ts';
import { Judge } from '../../src/scan/judge.ts';
import { withShared } from '../../src/scan/passphrases.ts';
import { rules } from '../../src/scan/rules/index.ts';
import type { Part } from '../../src/scan/shape.ts';
import { fillSnippet, type readShapes, type Snippet } from './corpus.ts';

/** What was found of some snippets. */
export interface Count {
  values: number;
  found: number;
  rightPart: number;
  rightOwner: number;
  /** Values but passwords and memos, which have no look of their own. */
  promised: number;
  promisedFound: number;
  credentials: number;
  joined: number;
  snippets: number;
  whole: number;
  decoys: number;
  flagged: number;
}

export const none = (): Count => ({
  values: 0,
  found: 0,
  rightPart: 0,
  rightOwner: 0,
  promised: 0,
  promisedFound: 0,
  credentials: 0,
  joined: 0,
  snippets: 0,
  whole: 0,
  decoys: 0,
  flagged: 0,
});

const TOLD_AS: Readonly<Record<string, readonly Part[]>> = {
  key: ['key', 'token'],
  secret: ['secret', 'private-key'],
  passphrase: ['passphrase'],
  memo: ['passphrase'],
  privateKey: ['private-key'],
  mnemonic: ['mnemonic'],
  token: ['token', 'key', 'secret'],
  webhook: ['webhook'],
  password: ['password', 'passphrase'],
};
/** One exchange under several names. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  'coinbase-exchange': ['coinbase'],
  krakenfutures: ['kraken'],
  aws: ['aws'],
  bitcoin: ['bitcoin', 'xprv'],
  'hashicorp-vault': ['vault-openbao'],
  jwt: ['generic'],
};
const LOOSE = ['generic', 'password', 'url-password', 'jwt'];
const known = new Set(rules.map(({ id }) => id));
const judge = new Judge(rules);

function ownersOf({ name, provider }: FilledValue): readonly string[] {
  if (name === 'mnemonic') return ['mnemonic'];
  if (name === 'password') return LOOSE;
  if (provider in OWNERS) return OWNERS[provider]!;
  const ids = [provider, `other-${provider}`].filter((id) => known.has(id));
  // A token of a service without a look of its own is told by its name alone.
  return ids.length > 0 && name !== 'token' ? ids : [...ids, ...LOOSE];
}

export interface Scoring {
  readonly shapes: ReturnType<typeof readShapes>;
  readonly seed: string;
  readonly count: Count;
  readonly say: (line: string) => void;
}

/** Fills a snippet from a seed and adds to a count what is found of it; `say`: what is missed, or flagged. */
export function score(snippet: Snippet, { shapes, seed, count, say }: Scoring): void {
  const { text, values } = fillSnippet(snippet, shapes, seed);
  const bytes = Buffer.from(text);
  const found = withShared(bytes, joined(judge.judge(bytes, snippet.path)));
  const tell = (line: string): void => {
    say(`${snippet.kind} ${snippet.slug} (${seed}): ${line}`);
  };
  if (snippet.kind === 'decoy') {
    count.decoys++;
    if (found.length > 0) count.flagged++;
    for (const { rule, parts } of found)
      tell(`${rule.id} ${parts.map((one) => `${one.part} by ${one.by} as "${one.name}" ${one.text.slice(0, 12)}`)}`);
    return;
  }
  count.snippets++;
  const expected = snippet.expects.map((id) =>
    values.find((one) => one.id === id || `${one.id}@${one.provider}` === id || idWithProvider(one) === id),
  );
  let whole = true;
  for (const [at, value] of expected.entries()) {
    if (!value) throw new Error(`${snippet.slug} has no ${snippet.expects[at]}`);
    if (!scoreValue(count, value, found, tell)) whole = false;
  }
  if (whole) count.whole++;
  scoreJoins(count, expected as FilledValue[], found, tell);
}

const idWithProvider = ({ name, provider, number }: FilledValue): string =>
  `${name}@${provider}${number === 1 ? '' : `#${number}`}`;

function scoreValue(
  count: Count,
  value: FilledValue,
  found: readonly FoundCredential[],
  tell: (line: string) => void,
): boolean {
  const isPromised = value.name !== 'password' && value.name !== 'memo';
  count.values++;
  if (isPromised) count.promised++;
  const holders = holdersOf(value, found);
  if (!isFound(value, found)) {
    tell(`missed ${value.id}`);
    return false;
  }
  count.found++;
  if (isPromised) count.promisedFound++;
  const right = holders.filter(({ part }) => TOLD_AS[value.name]!.includes(part));
  if (right.length > 0) count.rightPart++;
  else tell(`${value.id} is told as ${holders.map(({ part }) => part)}`);
  if (holders.some(({ credential }) => ownersOf(value).includes(credential.rule.id))) count.rightOwner++;
  else tell(`${value.id} is said to be of ${holders.map(({ credential }) => credential.rule.id)}`);
  return true;
}

interface Holder {
  readonly credential: FoundCredential;
  readonly part: Part;
  readonly piece: string | undefined;
}

/** What covers a place of a value, at least four fifths of it. */
function holdersOf(value: FilledValue, found: readonly FoundCredential[]): Holder[] {
  return value.spans.flatMap(({ start, end, piece }) =>
    found.flatMap((credential) =>
      credential.parts
        .filter((one) => Math.min(end, one.start + one.length) - Math.max(start, one.start) >= 0.8 * (end - start))
        .map(({ part }) => ({ credential, part, piece })),
    ),
  );
}

/** In whole at one place, or each piece of it. */
function isFound(value: FilledValue, found: readonly FoundCredential[]): boolean {
  const pieces = new Set(value.spans.map(({ piece }) => piece));
  const held = new Set(holdersOf(value, found).map(({ piece }) => piece));
  return pieces.has(undefined) ? held.has(undefined) : [...pieces].every((piece) => held.has(piece));
}

function scoreJoins(
  count: Count,
  expected: readonly FilledValue[],
  found: readonly FoundCredential[],
  tell: (line: string) => void,
): void {
  const groups = new Map<string, FilledValue[]>();
  for (const one of expected) {
    const key = `${one.provider}#${one.number}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [key, group] of groups) {
    const halves = group.filter(({ name }) => ['key', 'secret', 'passphrase'].includes(name));
    if (halves.length < 2) continue;
    count.credentials++;
    const isJoined = found.some((credential) => halves.every((value) => holdersOf(value, [credential]).length > 0));
    if (isJoined) count.joined++;
    else tell(`${key} is not joined`);
  }
}
