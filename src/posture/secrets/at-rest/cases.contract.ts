import { type Cases, seen } from '../../check.ts';
import type { SecretsFacts } from '../facts.ts';
import { factsOf, fileOf, secretOf, withFiles, withGap } from '../made.contract.ts';

export const cases: Cases<SecretsFacts> = {
  good: {
    'files without a secret': withFiles(),
    'a key that is dead': withFiles(fileOf({ secrets: [secretOf({ deadSince: '2026-10-01' })] })),
    'one that its owner lets stand': withFiles(
      fileOf({ secrets: [secretOf({ excused: 'of the demo (ann, until 2027-01-01)' })] }),
    ),
  },
  bad: {
    'a key': withFiles(fileOf()),
    'a key for tries': withFiles(fileOf({ secrets: [secretOf({ isForTries: true })] })),
  },
  near: {
    'a folder that was not read': withGap(),
    'no bot at all': factsOf({ files: seen('a scan', { read: 0, files: [], gaps: [] }) }),
  },
};
