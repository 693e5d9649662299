import { KeywardError } from '../core/index.ts';

/** The names that `--scope` gives, with commas between; `undefined` for all. Throws `usage` where it names none, or all beside others. */
export function scopeOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw new KeywardError('usage', '--scope names no key');
  if (!names.includes('all')) return [...new Set(names)];
  if (names.some((name) => name !== 'all'))
    throw new KeywardError('usage', '--scope is all, or names of keys, not both');
  return undefined;
}
