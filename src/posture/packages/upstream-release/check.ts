import type { Check, Finding } from '../../check.ts';
import { BOT_SOURCES_READ } from '../data/bot-sources.ts';
import type { Checkout, PackagesFacts, Project } from '../facts.ts';
import { listed, printable } from '../printable.ts';
import { eachProject, projectName } from '../projects.ts';

export const upstreamRelease: Check<PackagesFacts> = {
  id: 'DEP-08',
  severity: 'medium',
  title: 'the bot is a release of its makers, unchanged',
  why: 'Copies of known bots with a thief inside are passed around; and what was changed by hand, nobody reviews and every update fights.',
  how: `For a git checkout of freqtrade, Hummingbot, OctoBot, jesse, Passivbot or NautilusTrader: its remote, its changed files and its tag, asked of git with hooks, filters and watchers of the repository turned off. Whether the commit is the one of the makers needs the network; a container image is not looked at. Where they publish was read on ${BOT_SOURCES_READ}.`,
  fix: '`git -C FOLDER remote -v && git -C FOLDER status`, then `git -C FOLDER fetch --tags && git -C FOLDER checkout TAG` of the official repository; keep your strategies outside of it',
  undo: '`git -C FOLDER checkout -` takes you back to where you were',
  references: ['git-status(1)', 'git-describe(1)'],
  boxes: [17],
  judge: (facts) => eachProject(facts, judgeProject),
};

function judgeProject(project: Project, by: string): readonly Finding[] {
  const about = projectName(project);
  const { checkout } = project;
  if ('unseen' in checkout) return [{ result: 'unknown', about, says: checkout.unseen, by: checkout.by }];
  if (checkout.seen === undefined)
    return [{ result: 'not-applicable', about, says: 'it holds no copy of a bot whose makers publish releases', by }];
  const found = differences(checkout.seen, about, checkout.by);
  if (found.length > 0) return found;
  const says = `it is ${checkout.seen.tag === undefined ? 'a commit' : printable(checkout.seen.tag)} of ${checkout.seen.official[0]}, unchanged`;
  return [{ result: 'pass', about, says, by: checkout.by }];
}

function differences(checkout: Checkout, about: string, by: string): Finding[] {
  const found: Finding[] = [];
  const { remotes, official, changed, added, tag, commit } = checkout;
  if (remotes.length === 0)
    found.push({
      result: 'warn',
      about,
      says: `it names no repository that it came from; that of its makers is ${official[0]}`,
      by,
    });
  else if (!checkout.isOfficial)
    found.push({
      result: 'fail',
      about,
      says: `it came from ${listed(remotes, 2)}, not from ${official[0]}`,
      by,
      confidence: 'likely',
    });
  if (changed.length > 0) found.push({ result: 'warn', about, says: `changed in it: ${listed(changed)}`, by });
  if (added.length > 0)
    found.push({ result: 'warn', about, says: `files of code that its makers do not have: ${listed(added)}`, by });
  if (tag === undefined)
    found.push({
      result: 'warn',
      about,
      says: `commit ${commit.slice(0, 12)} is no release that has a tag here`,
      by,
      severity: 'low',
    });
  return found;
}
