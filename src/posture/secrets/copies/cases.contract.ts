import { type Cases, seen } from '../../check.ts';
import type { SecretsFacts } from '../facts.ts';
import { factsOf, fileOf, secretOf, withFiles, withGap } from '../made.contract.ts';

const other = secretOf({ id: 'fedcba9876543210' });

export const cases: Cases<SecretsFacts> = {
  good: {
    'two files with two keys': withFiles(fileOf(), fileOf({ path: '/srv/b/.env', secrets: [other] })),
    'one file with two keys': withFiles(fileOf({ secrets: [secretOf(), other] })),
    'a copy of a dead key': withFiles(
      fileOf({ secrets: [secretOf({ deadSince: '2026-10-01' })] }),
      fileOf({ path: '/srv/b/.env', secrets: [secretOf({ deadSince: '2026-10-01' })] }),
    ),
  },
  bad: {
    'the same key in two files': withFiles(fileOf(), fileOf({ path: '/srv/b/.env' })),
    'two keys in the same three files': withFiles(
      ...['/srv/a', '/srv/b', '/srv/c'].map((path) => fileOf({ path, secrets: [secretOf(), other] })),
    ),
  },
  near: {
    'a folder that was not read': withGap(),
    'no bot at all': factsOf({ files: seen('a scan', { read: 0, files: [], gaps: [] }) }),
  },
};
