import { type Cases, seen, unseen } from '../../check.ts';
import type { BotFacts } from '../facts.ts';
import { facts } from '../scene.contract.ts';

const grid = { path: '/srv/grid/user_data/strategies/grid.py', sha256: 'aa' };
const added = { path: '/srv/grid/user_data/strategies/new.py', sha256: 'bb' };
const withFiles = (files: readonly (typeof grid)[], blessed?: BotFacts['blessed']): BotFacts => ({
  ...facts({}, { strategies: seen('sha256', files) }),
  ...(blessed === undefined ? {} : { blessed }),
});

export const strategiesBlessedCases: Cases<BotFacts> = {
  good: {
    'files as they were blessed': withFiles([grid], { [grid.path]: 'aa' }),
    'a file fewer than was blessed': withFiles([grid], { [grid.path]: 'aa', [added.path]: 'bb' }),
  },
  bad: {
    'a changed file': withFiles([grid], { [grid.path]: 'other' }),
    'a file that was added': withFiles([grid, added], { [grid.path]: 'aa' }),
    'a file in the place of all others': withFiles([added], { [grid.path]: 'aa' }),
    'many files that were added': withFiles(
      [grid, ...Array.from({ length: 9 }, (_one, at) => ({ ...added, path: `${added.path}${at}` }))],
      { [grid.path]: 'aa' },
    ),
  },
  near: {
    'no baseline': withFiles([grid]),
    'a bot that is newer than the baseline': withFiles([grid], { '/srv/other/strategies/a.py': 'aa' }),
    'a path named like a part of every object': withFiles([{ path: 'constructor', sha256: 'aa' }], {}),
    'no strategy files': withFiles([], {}),
    'files that could not be read': facts({}, { strategies: unseen('sha256', 'they cannot be read') }),
  },
};
