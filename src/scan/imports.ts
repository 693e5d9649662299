import { createHash } from 'node:crypto';
import { KeywardError } from '../core/index.ts';
import type { Place } from './finding.ts';

/**
 * What another scanner was told to leave alone.
 *
 * detect-secrets, `.secrets.baseline`: `results` by file, each with `hashed_secret`, the SHA-1 of the secret in UTF-8, and, after an audit,
 * `is_secret` (github.com/Yelp/detect-secrets, detect_secrets/core/potential_secret.py, read 2026-11-22).
 * gitleaks, `.gitleaksignore`: lines `commit:file:rule:line`, or `file:rule:line` for every commit; `#` begins a comment; from 8.26 on the commit
 * may be short (github.com/gitleaks/gitleaks, detect/detect.go, AddGitleaksIgnore, read 2026-11-22).
 */
export interface Imported {
  readonly from: 'detect-secrets' | 'gitleaks';
  /** How many entries it has. */
  readonly count: number;
  /** Where each is, from the folder; detect-secrets goes by the value, and its lines age. */
  readonly entries: readonly { readonly path: string; readonly line?: number }[];
  /** Entries that somebody has judged to be secrets: they are never left alone. */
  readonly real: number;
  /** The entry that speaks of all secret values of a credential at a place: by their digests, or by their lines. */
  find(sha1s: readonly string[], place: Place, lines: readonly number[]): string | undefined;
}

interface DetectSecretsEntry {
  readonly path: string;
  readonly sha1: string;
  /** What an audit says, where there was one. */
  readonly isSecret: boolean | undefined;
}

/** Reads either file, told apart by what is in it. Throws `usage` for anything else. */
export function readImport(text: string, name: string): Imported {
  return text.trimStart().startsWith('{') ? readDetectSecrets(text, name) : readGitleaks(text, name);
}

/** As detect-secrets writes down a value. */
export const sha1Of = (value: string): string => createHash('sha1').update(value, 'utf8').digest('hex');

function readDetectSecrets(text: string, name: string): Imported {
  let results: unknown;
  try {
    results = (JSON.parse(text) as { readonly results?: unknown }).results;
  } catch {
    results = undefined;
  }
  if (typeof results !== 'object' || results === null)
    throw new KeywardError('usage', `${name} is no baseline of detect-secrets: it has no results`);
  const entries = Object.entries(results).flatMap(([path, list]) =>
    (Array.isArray(list) ? (list as unknown[]) : []).map((one) => entryOf(path, one)),
  );
  const left = entries.filter((one) => one !== undefined && one.isSecret !== true) as DetectSecretsEntry[];
  const byHash = new Map(left.map((one) => [`${one.path}\0${one.sha1}`, one]));
  return {
    from: 'detect-secrets',
    count: byHash.size,
    entries: [...byHash.values()].map(({ path }) => ({ path })),
    real: entries.filter((one) => one?.isSecret === true).length,
    find: (sha1s, { path }) => {
      const found = sha1s.map((sha1) => byHash.get(`${path}\0${sha1}`));
      if (found.length === 0 || found.includes(undefined)) return undefined;
      const isAudited = found.every((one) => one?.isSecret === false);
      return `${isAudited ? 'audited as no secret' : 'known'} in ${name} of detect-secrets`;
    },
  };
}

/** `undefined` for what has no hash. */
function entryOf(path: string, one: unknown): DetectSecretsEntry | undefined {
  const { hashed_secret: sha1, is_secret: isSecret } = (one ?? {}) as Record<string, unknown>;
  if (typeof sha1 !== 'string') return undefined;
  return { path: slashed(path), sha1, isSecret: typeof isSecret === 'boolean' ? isSecret : undefined };
}

function readGitleaks(text: string, name: string): Imported {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const marks = lines.map((line, at) => {
    const match = /^(?:([0-9a-f]{7,64}):)?(.+):([^:]+):(\d+)$/.exec(line);
    if (!match) throw new KeywardError('usage', `${name}: the fingerprint ${at + 1} is none of gitleaks`);
    const [, commit = '', path = '', , number = ''] = match;
    return { commit, path: slashed(path), line: Number(number) };
  });
  return {
    from: 'gitleaks',
    count: marks.length,
    entries: marks.map(({ path, line }) => ({ path, line })),
    real: 0,
    find: (_sha1s, { path, commit = '' }, at) => {
      const here = marks.filter((mark) => mark.path === path && commit.startsWith(mark.commit));
      const isKnown = at.length > 0 && at.every((line) => here.some((mark) => mark.line === line));
      return isKnown ? `a fingerprint in ${name} of gitleaks` : undefined;
    },
  };
}

const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/^\.\//, '');
