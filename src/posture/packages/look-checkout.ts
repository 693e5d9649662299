import { join } from 'node:path';
import type { BotKind } from '../bots/found.ts';
import { seen, unseen } from '../check.ts';
import type { Eyes, Ran } from '../eyes.ts';
import { quietGit } from '../quiet-git.ts';
import { botSources } from './data/bot-sources.ts';
import type { Checkout, Project } from './facts.ts';

const BY = 'git status, git config and git tag in its folder';

/** How the checkout of a bot differs from what its makers published; nothing that the repository's settings name is run. */
export async function lookAtCheckout(
  eyes: Eyes,
  folder: string,
  bot: BotKind | undefined,
): Promise<Project['checkout']> {
  const source = bot === undefined ? undefined : botSources[bot];
  if (bot === undefined || source === undefined) return seen(BY, undefined);
  if (!(await holdsAny(eyes, folder, source.code))) return seen(BY, undefined);
  const git = await eyes.look(join(folder, '.git'));
  if ('fault' in git) {
    if (git.fault !== 'missing') return unseen(BY, 'its .git folder may not be looked at');
    return unseen(BY, 'it is no checkout of git, so that nothing tells from which release it is');
  }
  const run = await gitOn(eyes, folder);
  if ('unseen' in run) return unseen(BY, run.unseen);
  const [head, addresses, tags, status] = await Promise.all([
    run.git('rev-parse', '--verify', 'HEAD^{commit}'),
    run.git('config', '--local', '--get-regexp', '^remote\\..*\\.url$'),
    run.git('tag', '--points-at', 'HEAD'),
    run.git('status', '--porcelain', '-z', '--untracked-files=all', '--ignore-submodules=all', '--', ...source.code),
  ]);
  const commit = outOf(head)?.trim();
  if (commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return unseen(BY, 'git cannot read its commit');
  const changes = outOf(status);
  if (changes === undefined) return unseen(BY, 'git did not tell what was changed in it');
  const tracked = outOf(
    await run.git('status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=all'),
  );
  if (tracked === undefined) return unseen(BY, 'git did not tell what was changed in it');
  const remotes = (outOf(addresses) ?? '').split('\n').flatMap((line) => {
    const [name, ...address] = line.split(' ');
    const place = placeOf(address.join(' '));
    return name && place ? [{ name: /^remote\.(.*)\.url$/.exec(name)?.[1] ?? name, place }] : [];
  });
  const official = remotes.filter(({ place }) => source.repositories.includes(place));
  const origin = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  const isOwn = origin !== undefined && source.repositories.includes(origin.place);
  const isOfficial =
    isOwn ||
    (await isKnownFrom(
      run.git,
      official.map(({ name }) => name),
    ));
  const facts: Checkout = {
    bot,
    official: source.repositories,
    remotes: remotes.map(({ place }) => place),
    isOfficial,
    commit,
    ...withTag(outOf(tags)),
    changed: statusPaths(tracked, (code) => code !== '??'),
    added: statusPaths(changes, (code) => code === '??').filter((path) => /\.(py|pyx|so|js|ts|pth)$/.test(path)),
  };
  return seen(BY, facts);
}

/** Whether it is a copy of the program, and not a folder of settings and strategies alone. What may not be looked at may be there. */
async function holdsAny(eyes: Eyes, folder: string, paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(paths.map((path) => eyes.look(join(folder, path))));
  return found.some((one) => !('fault' in one && one.fault === 'missing'));
}

const withTag = (out: string | undefined): { readonly tag?: string } => {
  const tag = out?.split('\n').find((name) => name !== '');
  return tag === undefined ? {} : { tag };
};

type Git = (...args: readonly string[]) => Promise<Ran>;

async function gitOn(eyes: Eyes, folder: string): Promise<{ readonly git: Git } | { readonly unseen: string }> {
  const place = [`--git-dir=${join(folder, '.git')}`, `--work-tree=${folder}`, '-c', 'core.bare=false'];
  const where = ['--literal-pathspecs', ...place];
  const quiet = await quietGit(eyes, { where, timeoutMs: 1_800 });
  if (!('refused' in quiet)) return quiet;
  const { refused } = quiet;
  if (!('fault' in refused)) return { unseen: 'git cannot read its settings' };
  return { unseen: refused.fault === 'missing' ? 'there is no git here' : 'git did not answer' };
}

const outOf = (ran: Ran): string | undefined => ('fault' in ran || ran.status !== 0 ? undefined : ran.out);

/** `host/owner/name` of an address of a repository. */
export function placeOf(address: string): string | undefined {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([^\s]+)$/.exec(address.trim());
  const url = /^(?:[a-z+]+:\/\/)(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/(\S+)$/i.exec(address.trim());
  const [host, path] = [scp?.[1] ?? url?.[1], scp?.[2] ?? url?.[2]];
  if (!host || !path) return undefined;
  return `${host}/${path}`
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/\/{2,}/g, '/');
}

/** The commit stands in a branch that was fetched from one of these remotes. */
async function isKnownFrom(git: Git, remotes: readonly string[]): Promise<boolean> {
  if (remotes.length === 0) return false;
  const branches = outOf(await git('branch', '--remotes', '--contains', 'HEAD', '--format=%(refname:lstrip=2)')) ?? '';
  return branches.split('\n').some((branch) => remotes.some((name) => branch.startsWith(`${name}/`)));
}

/** Paths of a status that is separated by zeros; of what was renamed the new one. */
function statusPaths(out: string, isWanted: (code: string) => boolean): string[] {
  const found: string[] = [];
  const parts = out.split('\0');
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    const code = part.slice(0, 2);
    if (part.length > 3 && isWanted(code)) found.push(part.slice(3));
    if (/^[RC]/.test(code)) at += 1;
  }
  return found;
}
