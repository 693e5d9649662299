import type { Cases } from '../../check.ts';
import { seen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { host, sound } from '../sound.contract.ts';

const space = (totalBytes: number, freeBytes: number, inodesTaken?: number) =>
  host({
    space: seen('df', [{ place: '/', totalBytes, freeBytes, ...(inodesTaken === undefined ? {} : { inodesTaken }) }]),
  });

export const diskSpaceCases: Cases<HostFacts> = {
  good: {
    half: sound,
    'a large disk that is 93 % full': space(2e12, 140e9),
    'no inodes to count': space(40e9, 20e9),
  },
  bad: {
    full: space(20e9, 0),
    'nearly full': space(20e9, 0.8e9),
    'a tenth of a small one': space(20e9, 1.8e9),
    'too many files': space(20e9, 10e9, 99),
  },
  near: { 'nothing that df told of': host({ space: seen('df', []) }) },
};
