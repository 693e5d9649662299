import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import type { RepositoryFacts, RepositorySight } from '../facts.ts';
import { ofEach, orPass } from '../judged.ts';

export const preCommitScan: Check<RepositoryFacts> = {
  id: 'REPO-07',
  severity: 'low',
  title: 'something looks for secrets before each commit',
  why: 'A key that is caught before the commit costs a minute; one that was pushed has to be revoked, replaced, and taken out of the history.',
  how: 'The hooks of the repository (core.hooksPath too), what they call of husky, lefthook and pre-commit, and the settings of those programs are read for keyward, gitleaks, detect-secrets, trufflehog, git-secrets, ggshield, talisman, betterleaks and secretlint. One counts where the hook comes to it at each commit and its failure ends the commit; one behind `if false` or `exit 0`, before `|| true`, in the background, or that is told to end well is not taken for a pass, and where that cannot be told it is unknown. Steps of a CI do not count. Whether such a program is installed, and what a forge does when it is pushed to, is not seen.',
  fix: 'keyward hook install',
  undo: 'keyward hook uninstall',
  references: ['https://git-scm.com/docs/githooks'],
  boxes: [13],
  judge: (facts) => ofEach(facts, ofRepository),
};

const ofRepository = (one: RepositorySight): readonly Finding[] => {
  const about = `repository ${one.top}`;
  if (one.isClone) {
    const says = "it is a clone of somebody else's program, in which nobody commits here";
    return [{ result: 'not-applicable', about, says, by: 'git log, git config' }];
  }
  return orPass(
    about,
    one.hooks,
    ({ scanners, notInstalled, unsure }, by): readonly Finding[] => {
      if (scanners.length > 0) return [];
      if (unsure !== undefined) {
        const says = `a hook names ${unsure}, and whether it runs it at each commit cannot be told`;
        return [{ result: 'unknown', about, says, by, fix: `cd ${shellWord(one.top)} && keyward hook install` }];
      }
      return [
        {
          result: 'fail',
          about,
          says:
            notInstalled === undefined
              ? 'nothing looks for secrets before a commit'
              : `${notInstalled} names a scanner, and no hook of git calls it`,
          by,
          fix: notInstalled?.includes('.pre-commit-config')
            ? `cd ${shellWord(one.top)} && pre-commit install`
            : `cd ${shellWord(one.top)} && keyward hook install`,
        },
      ];
    },
    ({ scanners }) => `${scanners.join(' and ')} look${scanners.length === 1 ? 's' : ''} through each commit`,
  );
};
