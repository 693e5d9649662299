import { basename, join, relative } from 'node:path';
import { shellWord } from '../../core/index.ts';
import type { FoundBots } from '../bots/found.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { usersOf } from '../secrets/access.ts';
import type { Gap } from '../secrets/facts.ts';
import type { Finder, PastSecret } from '../secrets/finder.ts';
import { isOfTests } from './code-faults.ts';
import type {
  LayerFault,
  NamedFile,
  Past,
  RepositoryFacts,
  RepositorySight,
  SharedKind,
  Tree,
  TreeFile,
} from './facts.ts';
import { askGit, filesOf, type GitFiles, type GitTop, type Listed, topOf } from './git.ts';
import { lookAtHooks } from './hooks.ts';
import { layerFaultsOf } from './layers.ts';
import { type Upstream, upstreamOf } from './upstream.ts';

/** What a history holds, with what of it could not be read. */
export interface PastSeen {
  readonly secrets: readonly PastSecret[];
  readonly gaps: readonly Gap[];
}

export interface RepositoryLook {
  readonly eyes: Eyes;
  readonly finder: Finder;
  readonly bots: FoundBots;
  /** The current folder. */
  readonly folder: string;
  /** Keyward's state folder. */
  readonly ownFolders: readonly string[];
  /** Reads all that a repository has, within its time. */
  history(top: string): Promise<Sight<PastSeen>>;
  isLate(): boolean;
}

const MOST_REPOSITORIES = 8;
const MOST_FILES = 4_000;
const READ =
  /\.(?:json5?|ya?ml|toml|ini|cfg|conf|properties|xml|txt|md|csv|py|pyw|ipynb|[cm]?[jt]sx?|sh|bash|zsh|fish|ps1|bat|go|rs|rb|php|java|kt|cs|service|sql|pem|key|env|log)$|(?:^|\/)(?:\.env[^/]*|\.[a-z]+rc|Dockerfile[^/]*|Containerfile[^/]*|Makefile|Procfile|Jenkinsfile)$|^[^.]*$/i;
const MADE =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|composer\.lock)$|\.min\.js$/;
const NAMED =
  /(?:^|\/)(?:\.env(?:\.[\w-]+)?|[^/]+\.env|config[^/]*\.json|api[-_]?keys?[^/]*\.(?:json|ya?ml|txt|env)|(?:[^/]*[-_.])?secrets?\.(?:json|ya?ml|toml|py|txt|ini)|credentials?\.(?:json|ya?ml|txt|csv)|\.netrc)$|(?:^|\/)(?:secrets\/[^/]+|conf\/connectors\/[^/]+\.ya?ml)$/i;
const TEMPLATE =
  /[._-](?:example|examples|sample|template|tmpl|dist|defaults?|schema)(?:\.\w+)?$|(?:^|\/)(?:example|sample|template)[._-][^/]*$|\.example\./i;
const EXAMPLE_ENV = /^\.?env[._-](?:example|sample|template|dist)$|^\.env\.(?:example|sample|template|dist)$/i;

/** All that the checks of repositories judge: each working tree in which a bot stands, and that of the current folder. */
export async function lookAtRepositories(look: RepositoryLook): Promise<RepositoryFacts> {
  const { bots, folder, eyes } = look;
  const folders = [...new Set([...bots.bots.map((bot) => bot.folder).filter((one) => one !== undefined), folder])];
  const tops = new Map<string, GitTop>();
  const all: RepositorySight[] = [];
  for (const one of folders) {
    const top = await topOf(eyes, one);
    if (top && 'fault' in top) all.push(hidden(one, top.fault));
    else if (top) tops.set(top.top, top);
  }
  const users = await usersOf(eyes);
  const homeOf = async (top: string): Promise<string | undefined> => {
    const about = await eyes.look(top);
    return 'fault' in about ? undefined : users.find(({ uid }) => uid === about.uid)?.home;
  };
  const waiting = [...tops.values()];
  const known = new Set(tops.keys());
  // Submodules are repositories of their own.
  while (all.length < MOST_REPOSITORIES) {
    const next = waiting.shift();
    if (!next) break;
    const { sight, submodules } = await lookAtOne(next, await homeOf(next.top), look);
    all.push(sight);
    for (const path of submodules) {
      const inner = await topOf(eyes, join(next.top, path));
      if (!inner || 'fault' in inner || known.has(inner.top)) continue;
      known.add(inner.top);
      waiting.push(inner);
    }
  }
  const unlooked = [...unfound(bots), ...waiting.map(({ top }) => passedBy(top))];
  return { repositories: seen('git', all), ...(unlooked.length === 0 ? {} : { unlooked }) };
}

/** Bots that were not found may stand in repositories. */
function unfound({ gaps: [first, ...more] }: FoundBots): Gap[] {
  if (first === undefined) return [];
  const rest = more.length === 0 ? '' : `, and ${more.length} more`;
  const why = `not all bots were found (${first}${rest})`;
  return [{ about: 'repositories of bots', why, fix: 'sudo keyward check' }];
}

const passedBy = (top: string): Gap => ({
  about: `repository ${top}`,
  why: `there are more than ${MOST_REPOSITORIES} repositories`,
  fix: `cd ${shellWord(top)} && keyward scan --history`,
});

/** One that may be there, and cannot be looked into. */
function hidden(top: string, why: string): RepositorySight {
  const nothing = unseen('git rev-parse', why);
  const each = { tree: nothing, history: nothing, named: nothing, wouldTake: nothing, hooks: nothing };
  return { top, isClone: false, ...each, forges: [] };
}

async function lookAtOne(
  at: GitTop,
  home: string | undefined,
  look: RepositoryLook,
): Promise<{ readonly sight: RepositorySight; readonly submodules: readonly string[] }> {
  const { eyes } = look;
  const { top, hooks } = at;
  const listed = await filesOf(eyes, top, home);
  const upstream = await upstreamOf(eyes, top);
  const { isClone, forges } = upstream;
  const tree = await treeOf(top, listed, upstream, look);
  const [history, named, wouldTake, hookSight] = await Promise.all([
    isClone ? seen('git rev-list', { files: [], gaps: [] }) : historyOf(at, tree, look),
    namedOf(top, listed, upstream, look),
    wouldTakeOf(top, listed, home, eyes),
    lookAtHooks(top, hooks, eyes),
  ]);
  const sight: RepositorySight = {
    top,
    isClone,
    tree,
    history,
    named,
    wouldTake,
    hooks: seen(hooks, hookSight),
    forges,
  };
  return { sight, submodules: 'fault' in listed ? [] : listed.submodules };
}

type Files = GitFiles | { readonly fault: string };

async function treeOf(top: string, listed: Files, { theirs }: Upstream, look: RepositoryLook): Promise<Sight<Tree>> {
  const by = `git ls-files in ${top}, keyward scan`;
  if ('fault' in listed) return unseen(by, listed.fault);
  const isOwn = (path: string): boolean => look.ownFolders.some((own) => join(top, path).startsWith(`${own}/`));
  const isWanted = (path: string): boolean =>
    READ.test(path) && !MADE.test(path) && !isOwn(path) && !theirs.has(join(top, path));
  const wanted = listed.files.filter(({ path }) => isWanted(path));
  const gaps: Gap[] = [];
  if (wanted.length > MOST_FILES)
    gaps.push({ about: top, why: 'it has more files than a check reads', fix: `keyward scan ${shellWord(top)}` });
  const files: TreeFile[] = [];
  const layers: LayerFault[] = [];
  let read = 0;
  let late = 0;
  for (const one of inOrder(wanted).slice(0, MOST_FILES)) {
    const got = await readOne(top, one, look);
    if (got === 'late') {
      late++;
      continue;
    }
    if (got.gap) gaps.push(got.gap);
    else read++;
    if (got.file) files.push(got.file);
    layers.push(...got.layers);
  }
  if (late > 0)
    gaps.push({
      about: top,
      why: `there was no time left to read ${late} of its files`,
      fix: `keyward scan ${shellWord(top)}`,
    });
  return seen(by, { read, files, layers, gaps });
}

/** What is of keys by its name first, what is only printed with a program last. */
const inOrder = (files: readonly Listed[]): Listed[] => {
  const rank = ({ path }: Listed): number => (NAMED.test(path) ? 0 : sharedKindOf(path) ? 1 : isOfTests(path) ? 3 : 2);
  return [...files].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
};

type ReadOne = 'late' | { readonly file?: TreeFile; readonly layers: readonly LayerFault[]; readonly gap?: Gap };

async function readOne(top: string, { path, isTracked }: Listed, { finder, eyes }: RepositoryLook): Promise<ReadOne> {
  const whole = join(top, path);
  const about = await eyes.look(whole);
  // What git has and is not there any more, and links, whose target is theirs who have it.
  if ('fault' in about ? about.fault === 'missing' : about.kind !== 'file') return { layers: [] };
  const got = await finder.read(whole);
  if ('fault' in got) {
    if (got.fault === 'late') return 'late';
    const isGap = got.fault === 'denied' || got.fault === 'failed';
    const gap = { about: whole, why: 'it could not be read', fix: 'sudo keyward check' };
    return { layers: [], ...(isGap ? { gap } : {}) };
  }
  const rest = { about: got.shown, why: 'only its beginning was read', fix: `keyward scan ${shellWord(got.shown)}` };
  const gap = got.isCut ? { gap: rest } : {};
  const shared = sharedKindOf(path);
  const layers = shared === 'dockerfile' ? await layersOf(whole, path, eyes) : [];
  const isTest = isOfTests(path);
  const faults = isTest ? [] : got.code;
  if (got.secrets.length === 0 && faults.length === 0) return { layers, ...gap };
  const file: TreeFile = {
    path: relative(top, got.shown),
    isTracked,
    secrets: got.secrets,
    faults,
    ...(shared && { shared }),
    isOfTests: isTest,
  };
  return { file, layers, ...gap };
}

async function layersOf(whole: string, path: string, eyes: Eyes): Promise<readonly LayerFault[]> {
  const read = await eyes.read(whole, 256 * 1024);
  return 'fault' in read ? [] : layerFaultsOf(path, read.bytes.toString('utf8'));
}

export function sharedKindOf(path: string): SharedKind | undefined {
  if (/\.ipynb$/i.test(path)) return 'notebook';
  if (/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$|(?:^|\/)(?:docker-)?stack\.ya?ml$/i.test(path)) return 'compose';
  if (/(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.dockerfile$/i.test(path)) return 'dockerfile';
  const isCi =
    /(?:^|\/)(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci[\w.-]*\.ya?ml|\.circleci\/[^/]+|bitbucket-pipelines\.ya?ml|Jenkinsfile[^/]*|\.travis\.ya?ml|azure-pipelines[\w.-]*\.ya?ml|\.drone\.ya?ml|\.woodpecker[^/]*(?:\/[^/]+)?|\.buildkite\/[^/]+|appveyor\.ya?ml|cloudbuild\.ya?ml)$/i;
  return isCi.test(path) ? 'ci' : undefined;
}

async function historyOf({ top, isShallow }: GitTop, tree: Sight<Tree>, look: RepositoryLook): Promise<Sight<Past>> {
  const past = await look.history(top);
  if ('unseen' in past) return past;
  const inTree = new Set('unseen' in tree ? [] : tree.seen.files.flatMap((file) => file.secrets.map(({ id }) => id)));
  const byPath = new Map<string, Past['files'][number]>();
  for (const { path, commit, ...secret } of past.seen.secrets) {
    const before = byPath.get(path);
    byPath.set(path, {
      path,
      ...(commit === undefined ? {} : { commit }),
      secrets: [...(before?.secrets ?? []), secret],
      isStillThere: before?.isStillThere === true || inTree.has(secret.id),
    });
  }
  const shallow: Gap[] = isShallow
    ? [
        {
          about: `history of ${top}`,
          why: 'it is a shallow clone, and what came before is not here',
          fix: `cd ${shellWord(top)} && git fetch --unshallow && keyward scan --history`,
        },
      ]
    : [];
  return seen(past.by, { files: [...byPath.values()], gaps: [...past.seen.gaps, ...shallow] });
}

/** Files that are called as such of secrets, with those that git ignores. */
async function namedOf(
  top: string,
  listed: Files,
  { theirs }: Upstream,
  look: RepositoryLook,
): Promise<Sight<readonly NamedFile[]>> {
  const by = 'git ls-files, git check-ignore';
  if ('fault' in listed) return unseen(by, listed.fault);
  const ignored = await askGit(look.eyes, top, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard']);
  const isNamed = (path: string): boolean =>
    NAMED.test(path) && !TEMPLATE.test(basename(path)) && !isOfTests(path) && !/(?:^|\/)(?:\.venv|venv)\//.test(path);
  const left = 'fault' in ignored ? [] : ignored.out.split('\0').filter((path) => path !== '' && isNamed(path));
  const kept = listed.files.filter(({ path }) => isNamed(path) && !theirs.has(join(top, path)));
  const files = await Promise.all(
    kept.map(async ({ path, isTracked }): Promise<NamedFile> => {
      const got = await look.finder.read(join(top, path));
      const secrets = 'fault' in got ? [] : got.secrets;
      const shown = relative(top, 'fault' in got ? look.finder.shownPath(join(top, path)) : got.shown);
      const isCiphertext = /(?:^|\/)conf\/connectors\//.test(path);
      const sight = isTracked ? 'tracked' : 'unignored';
      return { path: shown, sight, secrets, isCiphertext, ...(shown !== path && { hasSecretName: true as const }) };
    }),
  );
  const others = left.map((path): NamedFile => ({ path, sight: 'ignored', secrets: [], isCiphertext: false }));
  return seen(by, [...files, ...others]);
}

/** A repository with a template for `.env` is made for one: it has to be ignored before it is there. */
async function wouldTakeOf(
  top: string,
  listed: Files,
  home: string | undefined,
  eyes: Eyes,
): Promise<Sight<readonly string[]>> {
  const by = 'git check-ignore';
  if ('fault' in listed) return unseen(by, listed.fault);
  const hasTemplate = listed.files.some(({ path }) => EXAMPLE_ENV.test(path));
  const isThere = listed.files.some(({ path }) => path === '.env');
  if (!hasTemplate || isThere) return seen(by, []);
  const asked = await askGit(
    eyes,
    top,
    ['check-ignore', '--quiet', '--no-index', '--', '.env'],
    home === undefined ? {} : { home },
  );
  if ('fault' in asked) return unseen(by, asked.fault);
  return seen(by, asked.status === 1 ? ['.env'] : []);
}
