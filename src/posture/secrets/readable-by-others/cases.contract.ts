import { type Cases, seen } from '../../check.ts';
import type { SecretsFacts } from '../facts.ts';
import { alone, everyone, factsOf, fileOf, notSeen, secretOf, withFiles, withGap } from '../made.contract.ts';

export const cases: Cases<SecretsFacts> = {
  good: {
    'a file that only its owner can read': withFiles(fileOf({ readers: alone })),
    'no file with a secret': withFiles(),
    'a dead key that everybody can read': withFiles(
      fileOf({ readers: everyone, secrets: [secretOf({ deadSince: '2026-10-01' })] }),
    ),
  },
  bad: {
    'a file that everybody can read': withFiles(fileOf({ readers: everyone })),
    'a file that a group can read which has somebody in it': withFiles(
      fileOf({ readers: seen('lstat', { everyone: false, users: ['deploy'], by: 'its mode 640' }) }),
    ),
    'one open file among closed ones': withFiles(fileOf(), fileOf({ path: '/srv/b/config.json', readers: everyone })),
  },
  near: {
    'a file of which nobody could tell who reads it': withFiles(fileOf({ readers: notSeen })),
    'a folder that was not read': withGap(),
    'no bot at all': factsOf({ files: seen('a scan', { read: 0, files: [], gaps: [] }) }),
  },
};
