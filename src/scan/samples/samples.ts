import { createHash } from 'node:crypto';
import { SAMPLES, type SampleSet } from './facts.ts';

const BY_DIGEST = new Map<string, SampleSet>();
for (const set of SAMPLES) for (const digest of set.digests.trim().split(/\s+/)) BY_DIGEST.set(digest, set);
const DIGEST_LETTERS = 32;

/** The digest of a value, as the list of samples has it: private keys in lower case and without `0x`. */
export function digestOfSample(text: string): string {
  const plain = /^(?:0x)?[0-9a-f]{64}$/i.test(text) ? text.toLowerCase().replace(/^0x/, '') : text.trim();
  return createHash('sha256').update(plain).digest('hex').slice(0, DIGEST_LETTERS);
}

/** Whether a value is published as a sample: never a finding. */
export const isKnownSample = (text: string): boolean => BY_DIGEST.has(digestOfSample(text));

/** Values that were passed by because they are published, and why they may be. */
export interface PassedSamples {
  readonly why: string;
  /** Different ones. */
  readonly values: number;
}

/** Knows published samples, and counts those that it met. */
export class Samples {
  readonly #met = new Map<string, Set<string>>();

  /** Whether a value is published as a sample. */
  has(text: string): boolean {
    const digest = digestOfSample(text);
    const set = BY_DIGEST.get(digest);
    if (!set) return false;
    const met = this.#met.get(set.why);
    if (met) met.add(digest);
    else this.#met.set(set.why, new Set([digest]));
    return true;
  }

  get passed(): PassedSamples[] {
    return [...this.#met].map(([why, { size: values }]) => ({ why, values }));
  }
}
