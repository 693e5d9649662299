import { createHmac, scryptSync } from 'node:crypto';
import { KeywardError } from '../core/index.ts';
import type { FoundCredential } from './credential.ts';
import type { Excused } from './found-secret.ts';
import { tellingOf } from './telling.ts';

/** A leak that its owner knows of. */
export interface BaselineEntry {
  /** Of the secret, under the key of the baseline. */
  readonly id: string;
  readonly rule: string;
  /** Where it stood when it was written down, for people; what counts is the secret. */
  readonly path: string;
  readonly reason: string;
  readonly owner: string;
  /** The day on which it is told again. */
  readonly until: string;
}

/**
 * Leaks that are known, in a file that a team shares: a line with the key of the hashes (called `salt`, for a scanner would take a key for one), then one for each entry, sorted, so that git can merge
 * it. No secret, no line number, no time of any run.
 */
export interface Baseline {
  readonly key: Buffer;
  readonly entries: readonly BaselineEntry[];
}

const KEY_BYTES = 32;
const FIELDS = ['id', 'rule', 'path', 'reason', 'owner', 'until'] as const;
const ID = /^[0-9a-f]{16}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a baseline. Throws `usage` with the line that cannot be read, as one that git could not merge. */
export function readBaseline(text: string, name: string): Baseline {
  const lines = text.split('\n').map((line, at) => ({ line: line.replace(/\r$/, ''), number: at + 1 }));
  const full = lines.filter(({ line }) => line.trim() !== '');
  const fault = (number: number, says: string): KeywardError =>
    new KeywardError('usage', `${name}:${number} ${says}`, {
      lines: ['Each line of a baseline is one JSON object; `keyward scan baseline` writes them.'],
    });
  const [head, ...rest] = full.map(({ line, number }) => ({ value: objectOf(line), number }));
  const about = head?.value;
  if (!head || about?.['keyward'] !== 'scan-baseline' || about['version'] !== 1)
    throw fault(head?.number ?? 1, 'is not the beginning of a baseline of Keyward');
  const key = Buffer.from(String(about['salt']), 'hex');
  if (key.length !== KEY_BYTES) throw fault(head.number, 'has no salt');
  const seen = new Map<string, BaselineEntry>();
  for (const { value, number } of rest) {
    if (!value) throw fault(number, 'is no JSON object');
    const missing = FIELDS.find((field) => typeof value[field] !== 'string' || value[field].trim() === '');
    if (missing) throw fault(number, `has no ${missing}`);
    const entry = value as unknown as BaselineEntry;
    if (!ID.test(entry.id)) throw fault(number, 'has no id');
    if (!isDay(entry.until)) throw fault(number, `has no day as until: ${entry.until.slice(0, 20)}`);
    // Both sides of a merge may have added it: the one that ends later counts.
    const before = seen.get(entry.id);
    if (!before || before.until < entry.until) seen.set(entry.id, entry);
  }
  return { key, entries: [...seen.values()] };
}

/** As it is written: the same entries are the same bytes. */
export function writeBaseline({ key, entries }: Baseline): string {
  const head = JSON.stringify({ keyward: 'scan-baseline', version: 1, salt: key.toString('hex') });
  const lines = [...new Map(entries.map((entry) => [entry.id, entry])).values()]
    .map(({ id, rule, path, reason, owner, until }) => JSON.stringify({ id, rule, path, reason, owner, until }))
    .sort();
  return `${[head, ...lines].join('\n')}\n`;
}

/** Whether an entry still counts on a day. */
export const counts = ({ until }: BaselineEntry, today: string): boolean => today < until;

/** What excuses a leak by the baseline. */
export const excusedBy = ({ reason, owner, until }: BaselineEntry): Excused => ({
  by: 'baseline',
  reason,
  owner,
  until,
});

/** A day that there is, `2027-02-30` being none. */
export function isDay(text: string): boolean {
  const ms = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** What people choose can be guessed: each guess costs so much. */
const SLOW = { N: 4_096, r: 8, p: 1 };

/** Makes the ids of a baseline: of the rule and of the part that tells a credential. */
export class BaselineIds {
  readonly #key: Buffer;
  readonly #slow = new Map<string, string>();

  constructor(key: Buffer) {
    this.#key = key;
  }

  of({ rule, parts }: FoundCredential): string {
    const { text, isChosen } = tellingOf(parts);
    const value = `${rule.id}\0${text}`;
    const plain = createHmac('sha256', this.#key).update(value).digest();
    if (!isChosen) return plain.toString('hex').slice(0, 16);
    const known = this.#slow.get(plain.toString('hex'));
    const made = known ?? scryptSync(value, this.#key, 8, SLOW).toString('hex');
    this.#slow.set(plain.toString('hex'), made);
    return made;
  }
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
