import type { Eyes } from '../eyes.ts';
import { textOf } from './asking.ts';
import { readSshFile } from './sshd.ts';

const MOST_FILES = 50;

export interface SshFiles {
  /** What stands behind each `Match`. */
  readonly matches: readonly string[];
  /** Where each word stands first, outside of `Match`; in the order in which sshd reads. */
  readonly lines: Readonly<Record<string, { readonly file: string; readonly line: number }>>;
  /** Every file was read to its end. */
  readonly isAll: boolean;
}

/** The settings file of sshd with all that it includes. */
export async function readSshFiles(eyes: Eyes, main: string): Promise<SshFiles> {
  const matches: string[] = [];
  const lines: Record<string, { file: string; line: number }> = {};
  let left = MOST_FILES;
  let isAll = true;
  const read = async (file: string): Promise<void> => {
    const text = left-- <= 0 ? undefined : await textOf(eyes, file);
    if (text === undefined || 'unseen' in text) {
      isAll = false;
      return;
    }
    let isInMatch = false;
    for (const step of readSshFile(text.seen ?? '')) {
      if ('match' in step) {
        isInMatch = step.match.toLowerCase() !== 'all';
        matches.push(step.match);
      } else if ('include' in step) {
        for (const pattern of step.include) {
          const named = await namedBy(eyes, pattern);
          if (named === undefined) isAll = false;
          for (const one of named ?? []) await read(one);
        }
      } else if (!isInMatch && !Object.hasOwn(lines, step.word)) lines[step.word] = { file, line: step.line };
    }
  };
  await read(main);
  return { matches, lines, isAll };
}

/** Files that an `Include` names, in their order; `undefined` where that is not told. */
async function namedBy(eyes: Eyes, pattern: string): Promise<readonly string[] | undefined> {
  if (/[[\]"'{}\\]/.test(pattern)) return undefined;
  const [, ...parts] = (pattern.startsWith('/') ? pattern : `/etc/ssh/${pattern}`).split('/');
  let paths: readonly string[] = [''];
  for (const part of parts) {
    const lists = await Promise.all(paths.map((folder) => within(eyes, folder, part)));
    if (lists.includes(undefined)) return undefined;
    paths = lists.flatMap((list) => list ?? []);
  }
  return paths;
}

async function within(eyes: Eyes, folder: string, part: string): Promise<readonly string[] | undefined> {
  if (!/[*?]/.test(part)) return [`${folder}/${part}`];
  const names = await eyes.list(folder === '' ? '/' : folder);
  if ('fault' in names) return names.fault === 'missing' ? [] : undefined;
  const source = part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  const fits = new RegExp(`^${source}$`);
  return names.filter((one) => fits.test(one) && !one.startsWith('.')).map((one) => `${folder}/${one}`);
}
