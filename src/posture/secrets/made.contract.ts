import { type Sight, seen, unseen } from '../check.ts';
import { botSecrets } from './bot-secrets.contract.ts';
import type { Readers, SecretFile, SecretsFacts } from './facts.ts';
import type { HeldSecret } from './held.ts';

/** Facts for cases: everything could be seen, and nothing is there but what is given. */
export function factsOf(given: Partial<SecretsFacts>): SecretsFacts {
  return {
    files: seen('a scan', { read: 3, files: [], gaps: [] }),
    traces: seen('a scan', { read: 3, traces: [], gaps: [] }),
    environments: seen('/proc', []),
    backEnds: seen('keyward.yaml', []),
    ...botSecrets({}),
    ...given,
  };
}

/** A secret of Binance that works, as far as anybody knows. */
export const secretOf = (given: Partial<HeldSecret> = {}): HeldSecret => ({
  id: '0123456789abcdef',
  title: 'Binance API key',
  names: ['BINANCE_API_SECRET'],
  lines: [2],
  weight: 'key',
  isForTries: false,
  ...given,
});

export const alone: Sight<Readers> = seen('lstat', { everyone: false, users: [], by: 'its mode 600' });
export const everyone: Sight<Readers> = seen('lstat', { everyone: true, users: [], by: 'its mode 644' });
export const notSeen: Sight<never> = unseen('lstat', 'a folder above it cannot be entered');

export function fileOf(given: Partial<SecretFile> = {}): SecretFile {
  return { path: '/srv/grid/.env', secrets: [secretOf()], isOfTests: false, readers: alone, ...given };
}

/** Facts with these files. */
export const withFiles = (...files: readonly SecretFile[]): SecretsFacts =>
  factsOf({ files: seen('a scan', { read: files.length + 1, files, gaps: [] }) });

/** Facts with a gap and nothing else. */
export const withGap = (): SecretsFacts =>
  factsOf({
    files: seen('a scan', {
      read: 1,
      files: [],
      gaps: [{ about: '/srv/grid', why: 'there was no time left to read 4 of its files' }],
    }),
  });
