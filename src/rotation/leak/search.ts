import { statSync } from 'node:fs';
import { join } from 'node:path';
import { KeywardError } from '../../core/index.ts';
import {
  encodingOf,
  fileBytes,
  gitLines,
  listObjects,
  machinePlaces,
  type Origin,
  originsOf,
  readObjects,
  type TreeFile,
  treeFiles,
} from '../../scan/index.ts';
import { type Placed, placedHits } from './found-hits.ts';
import { type NeedleSet, Seeker } from './needles.ts';
import type { FoundPlace, FoundPlaces, RepositoryFacts } from './places.ts';
import { entriesOf, factsOf, OTHERS, repositoriesIn, standsIn } from './repositories.ts';

/** What is larger is told and not searched. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Of one folder, one history, or the machine; each value is told once at least. */
const MOST_PLACES = 500;
const MOST_TOLD = 50;
/** Files of one place of the machine. */
const MOST_FILES = 20_000;
const PACKED_SAYS = 'what is packed in it was not searched';
/** How often it is told how far a search is, in ms. */
const TELL_MS = 3_000;

export interface SearchParts {
  readonly needles: NeedleSet;
  readonly folders: readonly string[];
  /** The home folder whose histories, backups and bots are searched. */
  readonly home?: string;
  /** Files that hold the value on purpose, such as the place from which it was read. */
  isLeftOut(path: string): boolean;
  nowMs(): number;
  monotonicMs(): number;
  /** How far it is, now and then. */
  tell(says: string): void;
  readonly stopping: AbortSignal;
}

/**
 * Looks for the values of a credential in folders, the history of their repositories, and the places of a home folder where keys are left behind.
 * Throws `stopped` when it is to end.
 */
export async function searchPlaces(parts: SearchParts): Promise<FoundPlaces> {
  const search = new Search(parts);
  for (const folder of parts.folders) await search.folder(folder);
  if (parts.home !== undefined) search.machine(parts.home);
  return search.result(new Date(parts.nowMs()).toISOString());
}

type Where = Omit<FoundPlace, 'part' | 'form' | 'offset' | 'length' | 'value' | keyof Omit<Placed, 'hit'>>;

class Search {
  readonly #parts: SearchParts;
  readonly #seeker: Seeker;
  readonly #places: FoundPlace[] = [];
  /** Folders and histories; then files and the like. */
  readonly #unread: string[] = [];
  readonly #unsearched: string[] = [];
  /** Folders of packages. */
  readonly #packages = new Set<string>();
  readonly #repositories = new Map<string, RepositoryFacts>();
  /** Where git keeps the objects of those that were searched: two trees may have one. */
  readonly #stores = new Set<string>();
  readonly #seen = new Set<string>();
  /** By where: how many were told, and which values. */
  readonly #told = new Map<string, { count: number; readonly values: Set<number> }>();
  #searched = 0;
  #more = 0;
  #saidMs: number;

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.#seeker = new Seeker(parts.needles);
    this.#saidMs = parts.monotonicMs();
  }

  /** A folder as it stands, and its history where it is a repository. */
  async folder(folder: string): Promise<void> {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      this.#leave(folder, 'it is no folder');
      return;
    }
    await this.#unlessUnread(folder, () => this.#tree(folder));
    const pass = (path: string): unknown => this.#packages.add(path);
    for await (const one of repositoriesIn(folder, pass, () => this.#goOn()))
      await this.#unlessUnread(`the history of ${one}`, () => this.#repository(one));
  }

  /** What git or the disk does not tell is said, and keeps nothing else from being searched. */
  async #unlessUnread(what: string, search: () => Promise<void>): Promise<void> {
    try {
      await search();
    } catch (error) {
      if (this.#parts.stopping.aborted) throw error;
      this.#unread.push(this.#seeker.masked(`${what}: ${error instanceof Error ? error.message : 'it failed'}`));
    }
  }

  /** What git leaves out too, such as logs. */
  async #tree(folder: string): Promise<void> {
    const left: TreeFile[] = [];
    const kept = await treeFiles(folder, (path, why) => {
      if (why === 'ignored') left.push({ path, isIgnored: true });
      if (why === 'unreadable') this.#leave(join(folder, path), 'it cannot be read');
      if (why === 'submodule') this.#leave(join(folder, path), 'a submodule that is not checked out');
    });
    if (left.length > MOST_FILES)
      this.#leave(folder, `git leaves out over ${MOST_FILES} files, and the rest of them was not searched`);
    for (const { path, isIgnored } of [...kept, ...left.slice(0, MOST_FILES)])
      this.#file(join(folder, path), { in: 'files', root: folder, path, ...(isIgnored ? { isIgnored: true } : {}) });
  }

  async #repository(folder: string): Promise<void> {
    const stands = await standsIn(folder);
    if (stands === undefined || this.#stores.has(stands.store)) return;
    const { root, store, isShallow } = stands;
    this.#stores.add(store);
    const { remotes, ...facts } = await factsOf(stands);
    this.#repositories.set(root, {
      ...facts,
      remotes: remotes.map(({ name, url }) => ({ name, url: this.#seeker.masked(url) })),
    });
    if (isShallow) this.#unread.push(`the history of ${root}: the clone is shallow, and older commits are not in it`);
    await this.#history(root);
  }

  machine(home: string): void {
    for (const { path, why } of machinePlaces(home)) {
      for (const file of filesUnder(path, (why) => this.#leave(path, why)))
        this.#file(file, { in: 'machine', root: home, path: file, why });
    }
  }

  result(searchedAt: string): FoundPlaces {
    const [one, ...others] = [...this.#packages].map((path) => this.#seeker.masked(path));
    const packages = `${one}: packages that others wrote${others.length === 0 ? '' : `, as in ${others.length} more`}`;
    const all = [...this.#unread, ...(one === undefined ? [] : [packages]), ...this.#unsearched];
    const unsearched = all.slice(0, MOST_TOLD);
    const rest = all.length - unsearched.length;
    return {
      searchedAt,
      places: this.#places,
      more: this.#more,
      repositories: [...this.#repositories.values()],
      searched: this.#searched,
      unsearched: [
        ...unsearched,
        ...(rest > 0 ? [`and ${rest} more`] : []),
        ...this.#parts.needles.left.map((one) => `not looked for: ${one}`),
      ],
    };
  }

  #file(path: string, where: Where): void {
    if (this.#seen.has(path) || this.#parts.isLeftOut(path)) return;
    this.#seen.add(path);
    const bytes = fileBytes(path, MOST_BYTES);
    if (bytes === undefined || typeof bytes === 'number') {
      this.#leave(path, bytes === undefined ? 'it is a link, or cannot be read' : 'it is too large');
      return;
    }
    this.#leavePacked(path, bytes);
    this.#searched++;
    this.#say(() => `${this.#searched} files; now ${where.root}`);
    for (const placed of placedHits(this.#seeker, bytes)) this.#add(where, placed);
  }

  /** All objects that there are, each once, whether a branch reaches them or not; messages of commits and tags too. */
  async #history(root: string): Promise<void> {
    const heads = await listObjects(root);
    const hits: Found[] = [];
    const packed: string[] = [];
    const wanted = heads.filter(({ type }) => type !== 'tree').map(({ id }) => id);
    let read = 0;
    await readObjects(root, wanted, {
      mostBytes: MOST_BYTES,
      visit: ({ id, type }, bytes) => {
        this.#searched++;
        this.#say(() => `the history of ${root}: ${read} of ${wanted.length} objects`);
        read++;
        if (encodingOf(bytes) === 'archive') packed.push(id);
        for (const placed of placedHits(this.#seeker, bytes)) hits.push({ id, type, placed });
      },
      missing: (id) => this.#leave(`${root} ${id}`, 'this clone does not have the object'),
      tooBig: ({ id }) => this.#leave(`${root} ${id}`, 'it is too large'),
    });
    const origins = await originsOf(root, heads, new Set([...hits.map(({ id }) => id), ...packed]));
    for (const id of packed) this.#leave(`${root} ${origins.get(id)?.path ?? ''} (${id.slice(0, 12)})`, PACKED_SAYS);
    const dated = await datedCommits(root, hits);
    const found = hits.map((one) => ({ ...one, where: whereOf(one, origins.get(one.id), dated.get(one.id)) }));
    // The first come first: they are told, whatever is left out.
    found.sort((a, b) => Date.parse(a.where.at ?? '9999-12-31') - Date.parse(b.where.at ?? '9999-12-31'));
    for (const { id, placed, where } of found) this.#add({ in: 'history', root, blob: id, ...where }, placed);
  }

  #add(where: Where, { hit, ...placed }: Placed): void {
    const { needle, offset } = hit;
    const { part, form, length } = needle;
    const value = this.#parts.needles.needles.indexOf(needle);
    const place = `${where.in} ${where.root}`;
    const told = this.#told.get(place) ?? { count: 0, values: new Set<number>() };
    this.#told.set(place, told);
    if (told.count >= MOST_PLACES && told.values.has(value)) {
      this.#more++;
      return;
    }
    told.count++;
    told.values.add(value);
    this.#places.push({ ...this.#masked(where), ...placed, part, form, offset, length, value });
  }

  /** What names come from a repository or a folder may hold the value themselves. */
  #masked(where: Where): Where {
    const masked = (text: string): string => this.#seeker.masked(text);
    const { path, also, author } = where;
    return {
      ...where,
      path: masked(path),
      ...(also === undefined ? {} : { also: also.map(masked) }),
      ...(author === undefined ? {} : { author: masked(author) }),
    };
  }

  /** Throws `stopped` when it is to end. */
  #goOn(): void {
    if (this.#parts.stopping.aborted) throw new KeywardError('stopped', 'the search was stopped');
  }

  /** Also throws `stopped`. */
  #say(says: () => string): void {
    const { monotonicMs, tell } = this.#parts;
    this.#goOn();
    const nowMs = monotonicMs();
    if (nowMs - this.#saidMs < TELL_MS) return;
    this.#saidMs = nowMs;
    tell(says());
  }

  #leavePacked(path: string, bytes: Buffer): void {
    if (encodingOf(bytes) === 'archive') this.#leave(path, PACKED_SAYS);
  }

  #leave(path: string, why: string): void {
    this.#unsearched.push(this.#seeker.masked(`${path}: ${why}`));
  }
}

interface Found {
  readonly id: string;
  readonly type: string;
  readonly placed: Placed;
}

/** Where an object of a history stands: at a path in the first commit that brings it, or in a message. */
function whereOf({ id, type }: Found, origin: Origin | undefined, dated: Dated | undefined) {
  if (origin) return origin;
  if (type === 'commit') return { path: 'message of a commit', commit: id, ...dated };
  return type === 'tag' ? { path: 'message of a tag', ...dated } : { path: 'in no commit' };
}

type Dated = Pick<Origin, 'author' | 'at'>;

/** Who wrote the commits and tags whose messages hold it, and when. */
async function datedCommits(root: string, hits: readonly Found[]): Promise<Map<string, Dated>> {
  const ids = [...new Set(hits.filter(({ type }) => type === 'commit').map(({ id }) => id))];
  const dated = new Map<string, Dated>();
  if (ids.length === 0) return dated;
  const args = ['log', '--stdin', '--no-walk=unsorted', '--format=%H%x00%an <%ae>%x00%aI'];
  for await (const line of gitLines(root, args, ids)) {
    const [id = '', author = '', at = ''] = line.split('\0');
    dated.set(id, { author, at });
  }
  return dated;
}

function* filesUnder(path: string, leave: (why: string) => void): Generator<string> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    yield path;
    return;
  }
  const waiting = [path];
  for (let count = 0; waiting.length > 0; ) {
    const folder = waiting.pop()!;
    for (const entry of entriesOf(folder)) {
      const inner = join(folder, entry.name);
      if (entry.isDirectory() && !OTHERS.has(entry.name)) waiting.push(inner);
      if (!entry.isFile()) continue;
      if (++count > MOST_FILES) {
        leave(`it has over ${MOST_FILES} files, and the rest was not searched`);
        return;
      }
      yield inner;
    }
  }
}
