import { seen } from '../check.ts';
import type { PastFile, RepositoryFacts, RepositorySight, Tree, TreeFile } from './facts.ts';

const TOP = '/srv/grid';

/** A repository in which all is well, but for what is given. */
export const repositoryOf = (given: Partial<RepositorySight> = {}): RepositorySight => ({
  top: TOP,
  isClone: false,
  tree: treeOf({}),
  history: seen('git', { files: [], gaps: [] }),
  named: seen('git', []),
  wouldTake: seen('git', []),
  hooks: seen('.git/hooks', { scanners: ['keyward'] }),
  forges: [],
  ...given,
});

export const treeOf = (given: Partial<Tree>): RepositorySight['tree'] =>
  seen('git ls-files', { read: 12, files: [], layers: [], gaps: [], ...given });

export const treeFileOf = (given: Partial<TreeFile>): TreeFile => ({
  path: 'bot.py',
  isTracked: true,
  secrets: [],
  faults: [],
  isOfTests: false,
  ...given,
});

/** Facts of one repository. */
export const ofOne = (given: Partial<RepositorySight> = {}): RepositoryFacts => ({
  repositories: seen('git', [repositoryOf(given)]),
});

/** Facts of one repository with one file of note. */
export const withFile = (given: Partial<TreeFile>, more: Partial<RepositorySight> = {}): RepositoryFacts =>
  ofOne({ tree: treeOf({ files: [treeFileOf(given)] }), ...more });

export const withPast = (given: Partial<PastFile>): RepositoryFacts =>
  ofOne({
    history: seen('git', {
      files: [{ path: 'config.json', commit: 'a'.repeat(40), secrets: [], isStillThere: false, ...given }],
      gaps: [],
    }),
  });

export const noRepository: RepositoryFacts = { repositories: seen('git', []) };

export const notAllRead: RepositoryFacts = ofOne({
  tree: treeOf({ gaps: [{ about: TOP, why: 'there was no time left to read 9 of its files' }] }),
});
