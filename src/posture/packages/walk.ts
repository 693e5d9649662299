import { join } from 'node:path';
import type { Eyes } from '../eyes.ts';
import type { Gap } from './facts.ts';
import { isOver, NO_TIME, type TimeLeft } from './time-left.ts';

/** What a folder of a project holds, by path from it. */
export interface Walked {
  readonly manifests: readonly string[];
  readonly code: readonly string[];
  /** Environments of Python. */
  readonly venvs: readonly string[];
  readonly modules: readonly string[];
  readonly gaps: readonly Gap[];
}

const MOST_NAMES = 12_000;
const DEEPEST = 6;
const DEEPEST_MANIFEST = 3;
const MANIFEST =
  /^(package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|\.npmrc|\.yarnrc(\.yml)?|bun\.lockb?|bunfig\.toml|poetry\.toml|pdm\.lock|pylock(\.[\w-]+)?\.toml|pyproject\.toml|poetry\.lock|uv\.lock|uv\.toml|Pipfile|Pipfile\.lock|setup\.py|environment[\w.-]*\.ya?ml|[\w.-]*requirements[\w.-]*\.(txt|in)|constraints[\w.-]*\.txt)$/i;
const CODE = /\.([cm]?[jt]s|[jt]sx|py)$/i;
const NO_FOLDER =
  /\.(csv|json|jsonl|gz|zip|zst|feather|parquet|pyc|so|log|md|txt|ya?ml|toml|html|css|png|jpe?g|svg|sqlite|db|h5|pkl|lock|sh|ipynb|pyx|pxd|rst|ini|cfg|map|wasm|node|rs|c|h|cpp)$/i;
const SKIPPED = new Set([
  '.git',
  '.hg',
  '.svn',
  '__pycache__',
  '.tox',
  '.mypy_cache',
  '.ruff_cache',
  '.pytest_cache',
  '.cache',
  '.idea',
  '.vscode',
]);

/** Looks through a folder, breadth first, within bounds and its time. Links to folders are not followed; `except`: folders that are projects of their own. */
export async function walkProject(
  eyes: Eyes,
  folder: string,
  except: ReadonlySet<string>,
  left: TimeLeft,
): Promise<Walked> {
  const found = { manifests: [] as string[], code: [] as string[], venvs: [] as string[], modules: [] as string[] };
  const gaps: Gap[] = [];
  let names = 0;
  const queue: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { path, depth } = next;
    if (isOver(left)) {
      const more = queue.length === 0 ? '' : `, with ${queue.length} more`;
      gaps.push({ file: path || '.', why: `is where the look stopped${more}: ${NO_TIME}` });
      break;
    }
    const inside = await eyes.list(join(folder, path));
    if ('fault' in inside) {
      if (inside.fault !== 'missing' || depth === 0)
        gaps.push({ file: path || '.', why: inside.fault === 'missing' ? 'is not there' : 'may not be listed' });
      continue;
    }
    if (inside.includes('pyvenv.cfg') && depth > 0) {
      found.venvs.push(path);
      continue;
    }
    if (inside.includes('pyvenv.cfg')) found.venvs.push('.');
    names += inside.length;
    if (names > MOST_NAMES) {
      gaps.push({ file: path || '.', why: `is where the look stopped: the folder has more than ${MOST_NAMES} names` });
      break;
    }
    const open: string[] = [];
    for (const name of inside) {
      const whole = path === '' ? name : `${path}/${name}`;
      if (MANIFEST.test(name) && depth < DEEPEST_MANIFEST) found.manifests.push(whole);
      if (CODE.test(name)) found.code.push(whole);
      else if (name === 'node_modules') found.modules.push(whole);
      else if (!SKIPPED.has(name) && !NO_FOLDER.test(name) && !MANIFEST.test(name)) open.push(whole);
    }
    const kinds = await Promise.all(open.map((one) => eyes.look(join(folder, one))));
    for (const [at, one] of open.entries()) {
      const kind = kinds[at];
      if (!kind || !('kind' in kind) || kind.kind !== 'folder' || except.has(join(folder, one))) continue;
      if (depth + 1 <= DEEPEST) queue.push({ path: one, depth: depth + 1 });
    }
  }
  return { ...found, gaps };
}
