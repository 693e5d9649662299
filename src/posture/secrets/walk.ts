import { basename, join } from 'node:path';
import { shellWord } from '../../core/index.ts';
import { madeIn } from '../bots/files/made.ts';
import type { Eyes } from '../eyes.ts';
import type { Gap } from './facts.ts';

/** What a file is by its name: it holds secrets by habit, is a copy of such a one, what a program wrote down, its memory, or any other text. */
export type FileKind = 'secrets' | 'backup' | 'log' | 'core' | 'text';

export interface WalkedFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly isLink: boolean;
}

export interface Walked {
  readonly files: readonly WalkedFile[];
  readonly gaps: readonly Gap[];
  /** Folders that a tool has made, whose own parts were left out. */
  readonly skipped: readonly string[];
}

const SECRETS =
  /(?:^|\/)(?:\.env(?:\..+)?|[^/]+\.env|config[^/]*\.(?:json5?|ya?ml|toml|ini|py|js|ts)|[^/]*secrets?[^/]*|api[-_]?keys?[^/]*|keys?\.(?:json|ya?ml|txt|csv)|credentials?[^/]*|[^/]+\.(?:pem|key)|id_[a-z0-9]+|\.netrc|\.pgpass)$|\/conf\/connectors\/[^/]+$/i;
const BACKUP =
  /(?:~|\.sw[a-p]|\.(?:bak|old|orig|save|backup|bkp|copy|rej|tmp|prev)\d{0,3}|[._-](?:bak|backup|old|copy)|\.\d{4}-?\d\d-?\d\d)$|^#.+#$|^\.#|[ _-]copy(?: \d+| \(\d+\))?(?:\.\w+)?$|\(\d\)\.\w+$/i;
const LOG =
  /(?:^|\/)logs?\/(?!.*\.(?:py|[cm]?[jt]s|rs|go)$)|\.log(?:[.-][\w-]{1,20})?(?:\.(?:gz|zst|xz|bz2))?$|(?:^|\/)(?:nohup\.out|log\.txt)$/i;
const CORE = /^core(?:\.[\w.-]{1,60})?$|\.core$/;
const TEXT =
  /\.(?:json5?|ya?ml|toml|ini|cfg|conf|properties|xml|txt|md|csv|py|pyw|ipynb|[cm]?[jt]sx?|sh|bash|zsh|fish|ps1|bat|go|rs|rb|php|java|kt|cs|service|sql|html)$|(?:^|\/)(?:Dockerfile|Containerfile|Makefile|Procfile)[^/]*$/i;
/** Lists of what is installed hold hashes alone; what is published with a program holds nothing of its owner's. */
const MADE = /(?:package-lock|npm-shrinkwrap|composer\.lock|yarn\.lock|pnpm-lock)|\.min\.js$/;
const SKIPPED = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '__pycache__',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  'site-packages',
  'dist-packages',
  '.cargo',
  '.npm',
  '.cache',
]);
/** Data by the gigabyte. */
const DATA = /\/(?:data|backtest_results|hyperopt_results|plot|historical_data|caches|storage)$/i;
/** Whoever names a file so means it to be read by a bot. */
const PLAIN =
  /^(?:\.env|config\.(?:json5?|ya?ml|toml|ini|py|js|ts)|(?:secrets?|credentials?|api[-_]?keys?|keys?)(?:\.[a-z0-9]{1,5})?)$/i;
const MOST_DEPTH = 12;
const MOST_ENTRIES = 6_000;
/** What a folder has beyond is looked at when all other folders were. */
const MOST_AT_ONCE = 1_000;

export function kindOf(path: string): FileKind | undefined {
  const name = basename(path);
  if (MADE.test(name)) return undefined;
  if (CORE.test(name) && !/\.(?:[cm]?[jt]s|py|md|json|ya?ml|css)$/i.test(name)) return 'core';
  if (BACKUP.test(name)) return 'backup';
  if (LOG.test(path)) return 'log';
  if (SECRETS.test(path)) return 'secrets';
  return TEXT.test(name) ? 'text' : undefined;
}

/** Names by how likely they hold a secret, the likeliest first. */
export const byHabit = (names: readonly string[]): string[] => {
  const rank = (name: string): number => (PLAIN.test(name) ? 0 : kindOf(`/${name}`) === 'secrets' ? 1 : 2);
  const ranks = new Map(names.map((name) => [name, rank(name)]));
  return [...names].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
};

interface Waiting {
  readonly folder: string;
  readonly depth: number;
  /** Nothing but names of habit is looked for, for the rest is data or made. */
  readonly isBulk: boolean;
  /** What was left of a large folder. */
  readonly names?: readonly string[];
}

/** The files below a folder that may hold secrets, what holds them by habit first; into no folder of others' programs, and through no link. */
export async function walkFolder(
  root: string,
  skip: (path: string) => boolean,
  parts: { readonly eyes: Eyes; isLate(): boolean },
): Promise<Walked> {
  const { eyes } = parts;
  const files: WalkedFile[] = [];
  const gaps: Gap[] = [];
  const skipped: string[] = [];
  const waiting: Waiting[] = [{ folder: root, depth: 0, isBulk: false }];
  const putOff: Waiting[] = [];
  let entries = 0;
  let isCut = false;
  let isDeep = false;
  for (let next = waiting.shift(); next; next = waiting.shift() ?? putOff.shift()) {
    if (entries >= MOST_ENTRIES || (entries > 0 && parts.isLate())) {
      isCut = true;
      break;
    }
    const { folder, depth } = next;
    const names = next.names ?? (await namesIn(next, eyes, skipped));
    if ('fault' in names) {
      if (names.fault !== 'missing' || folder === root)
        gaps.push({ about: folder, why: whyOf(names.fault), fix: 'sudo keyward check' });
      continue;
    }
    const now = names.slice(0, Math.min(MOST_AT_ONCE, MOST_ENTRIES - entries));
    if (now.length < names.length) putOff.push({ ...next, names: names.slice(now.length) });
    entries += now.length;
    const looked = await Promise.all(
      now.map(async (name) => ({ path: join(folder, name), facts: await eyes.look(join(folder, name)) })),
    );
    for (const { path, facts } of looked) {
      if ('fault' in facts || skip(path)) continue;
      const kind = kindOf(path);
      if (facts.kind === 'folder') {
        if (SKIPPED.has(basename(path))) continue;
        if (depth >= MOST_DEPTH) isDeep = true;
        else waiting.push({ folder: path, depth: depth + 1, isBulk: next.isBulk || (DATA.test(path) && depth > 0) });
      } else if (facts.kind !== 'other' && kind !== undefined)
        files.push({ path, kind, isLink: facts.kind === 'link' });
    }
  }
  if (isCut || isDeep)
    gaps.push({
      about: root,
      why: isCut ? 'it holds more than a check looks through' : 'its folders go deeper than a check looks',
      fix: `keyward scan ${shellWord(root)}`,
    });
  return {
    files: files.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.path < b.path ? -1 : 1)),
    gaps,
    skipped,
  };
}

/** What is to be looked at in a folder, in order. */
async function namesIn({ folder, isBulk }: Waiting, eyes: Eyes, skipped: string[]): ReturnType<Eyes['list']> {
  const all = await eyes.list(folder);
  if ('fault' in all) return all;
  const made = await madeIn(eyes, folder, all);
  if (made.size > 0) skipped.push(folder);
  const names = all.filter((name) => !made.has(name));
  // A folder has no dot in its name, as a rule.
  return byHabit(
    isBulk ? names.filter((name) => kindOf(join(folder, name)) === 'secrets' || !name.includes('.')) : names,
  );
}

const ORDER: readonly FileKind[] = ['secrets', 'backup', 'core', 'log', 'text'];

export function whyOf(fault: string): string {
  if (fault === 'denied') return 'it may not be read by the user who looks';
  if (fault === 'missing') return 'it is not there';
  return fault === 'late' ? 'there was no time left to read it' : 'it could not be read';
}
