import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeywardError } from '../../core/index.ts';
import { type FetchParts, fetchGit, printable } from './git.ts';

/** Ways to a repository that run no program that its address names. */
const ADDRESS = /^(?:https?|ssh|git|file):\/\/[^\s\u0000-\u001f]+$|^[\w.-]+@[\w.-]+:[^\s\u0000-\u001f]+$/;

/** Whether git may be given this as the address of a repository. */
export const isRepositoryUrl = (url: string): boolean => ADDRESS.test(url) && !url.startsWith('-');

const CLONE = ['-c', 'protocol.ext.allow=never', 'clone', '--mirror', '--quiet', '--template='];

/** The objects that the refs of a repository elsewhere name, as it says. `folder`: from where a relative address is meant. Throws `scan-unreached`, and `stopped`. */
export async function refsAt(folder: string, url: string, parts: FetchParts): Promise<string[]> {
  const told = await fetchGit(['-C', folder, 'ls-remote', '--quiet', '--', url], parts);
  const ids = told.toString('latin1').match(/^[0-9a-f]{40,64}(?=\t)/gm) ?? [];
  return [...new Set(ids)];
}

const whyOf = (said: string): string => printable(withoutLogin(said.replace(/^it cannot be fetched: /, '')));

/** A token is a login too, and longer than a name. */
const LOGIN = /^https?:\/\/(?:[^\s/]*:[^\s/]*|[^\s/]{20,})@/i;

/** Whether an address holds a password or a token: then every user of this machine sees it, for it is an argument of programs. */
export const hasLogin = (url: string): boolean => LOGIN.test(url);

/** Without what may be a login, wherever an address stands in a text: passwords hold `@` too. */
export const withoutLogin = (text: string): string => text.replace(/(\w+:\/\/)[^\s/]*@/g, '$1');

/**
 * Fetches all refs of a repository into a temporary folder, hands it over, and removes it, however that ends. Throws `scan-unreached` where it cannot be
 * fetched. `parts.stopping` ends it.
 */
export async function withClone<T>(
  url: string,
  parts: FetchParts,
  use: (repository: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-scan-'));
  try {
    const repository = join(folder, 'repository.git');
    await fetchGit(CLONE.concat('--', url, repository), parts).catch((error: unknown) => {
      throw error instanceof KeywardError && error.code === 'scan-unreached'
        ? new KeywardError('scan-unreached', `the repository cannot be fetched: ${whyOf(error.message)}`)
        : error;
    });
    return await use(repository);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
