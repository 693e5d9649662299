import type { Judge } from './judge.ts';
import { Recent } from './recent.ts';
import { logOf, type Origin, older, originsOf } from './sources/history.ts';
import { listObjects, type ObjectHead, readObjects } from './sources/objects.ts';
import { rawChangeOf } from './sources/raw-change.ts';
import type { Scanned, Still } from './sources/scanned.ts';
import { textOfBytes, type Unreadable } from './sources/text.ts';

/** Progress is told after so many objects. */
const TOLD_EVERY = 1_000;
const BY = Buffer.from('\nauthor ');

export type Held = 'nothing' | 'something' | 'in its name';

export interface PastParts {
  readonly judge: Judge;
  readonly mostBytes: number;
  readonly scanned: Scanned | undefined;
  /** How many objects were read, of how many. */
  tell(read: number, of: number): void;
  /** A text of so many bytes that holds nothing. */
  readNothing(bytes: number): void;
  /** So many that an earlier scan has read hold nothing. */
  readBefore(count: number): void;
  unread(path: string, why: Unreadable | 'missing' | 'damaged'): void;
  /** What may hold something, with its place, so far as it is known: it is to be judged. Says whether it does, and whether its path does too. */
  visit(bytes: Buffer, path: string, origin: Omit<Origin, 'path' | 'also'> | undefined): Held;
}

/** What of the objects that were read has to be read once more, when it is known where they came from. */
interface Loud {
  /** Something is found whatever they are called. */
  readonly found: Set<string>;
  /** Whether something is found may depend on what they are called. */
  readonly asking: Set<string>;
}

/** What all of a repository comes to that was read; see `Still`. */
export type Settled = Omit<Still, 'stand' | 'submodules'>;

/**
 * Reads all that a repository has, each object once, whether a branch reaches it or not; and once more, with its path, what holds something. What
 * `scanned` knows as read is not read again. Says what that comes to where nothing is left that has to be read each time.
 */
export async function readPast(repository: string, parts: PastParts): Promise<Settled | undefined> {
  const { scanned } = parts;
  let isDamaged = false;
  const heads = await listObjects(repository, (id) => {
    isDamaged = true;
    parts.unread(id, 'damaged');
  });
  const left = heads.filter(({ id }) => !scanned?.has(id) && !scanned?.held.has(id) && !scanned?.unread.has(id));
  if (scanned) parts.readBefore(heads.filter(({ id }) => scanned.has(id)).length);
  for (const { id } of heads) if (scanned?.unread.has(id)) parts.unread(id, scanned.unread.get(id)!);
  const loud = await firstRead(repository, left, parts);
  if (scanned && left.length < heads.length)
    for (const id of await calledAnew(repository, left, parts)) loud.asking.add(id);
  const origins = await placesOf(repository, heads, left, loud, scanned);
  const there = new Set(heads.map(({ id }) => id));
  const again = [...(scanned?.held.keys() ?? []), ...loud.found, ...loud.asking].filter((id) => there.has(id));
  const wanted: string[] = [];
  for (const id of again) {
    // Without a path that says something it would be judged as before.
    if (!loud.asking.has(id) || pathsOf(origins.get(id)).some((path) => parts.judge.isTelling(path))) wanted.push(id);
    else scanned?.add(id);
  }
  await readAgain(repository, { wanted, origins, found: loud.found }, parts);
  return scanned && !isDamaged ? settledIn(scanned, heads) : undefined;
}

/** Reads once more what holds something, in a repository in which nothing has changed. */
export async function readStill(repository: string, still: Settled, parts: PastParts): Promise<void> {
  const { scanned } = parts;
  parts.readBefore(still.known);
  for (const id of still.unread) parts.unread(id, scanned!.unread.get(id)!);
  const origins = new Map<string, Origin>();
  for (const [id, origin] of scanned!.held) if (origin) origins.set(id, origin);
  await readAgain(repository, { wanted: still.held, origins, found: new Set(still.held) }, parts);
}

/** What is known of each object that is there, unless one has to be looked at anew each time, or came by a commit that is gone. */
function settledIn(scanned: Scanned, heads: readonly ObjectHead[]): Settled | undefined {
  const there = new Set(heads.map(({ id }) => id));
  const [held, unread]: [string[], string[]] = [[], []];
  let known = 0;
  for (const id of there)
    if (scanned.held.has(id)) held.push(id);
    else if (scanned.unread.has(id)) unread.push(id);
    else if (scanned.has(id)) known++;
    else return undefined;
  const isLost = held.map((id) => scanned.held.get(id)).some((origin) => origin && !there.has(origin.commit));
  return isLost ? undefined : { known, held, unread };
}

interface Again {
  readonly wanted: readonly string[];
  readonly origins: ReadonlyMap<string, Origin>;
  /** Something is found in these whatever they are called. */
  readonly found: ReadonlySet<string>;
}

async function readAgain(repository: string, { wanted, origins, found }: Again, parts: PastParts): Promise<void> {
  const { scanned } = parts;
  if (wanted.length > 0)
    await readObjects(repository, wanted, {
      mostBytes: parts.mostBytes,
      visit: ({ id, type }, bytes) => {
        const origin = origins.get(id);
        const { path: _path, also: _also, ...from } = origin ?? {};
        const text = saidBy(type, bytes);
        // What is called as one that holds nothing may have another name as well.
        const names = origin ? pathsOf(origin) : [id];
        let held: Held = 'nothing';
        const name = names.find((path) => {
          held = parts.visit(text, path, 'commit' in from ? from : undefined);
          return held !== 'nothing';
        });
        // What is called by its secret is read anew each time: its name is not kept.
        if ((held as Held) === 'in its name') return;
        // It may get another name by a commit to come.
        if (name === undefined && !found.has(id)) scanned?.add(id);
        else scanned?.hold(id, 'commit' in from ? { ...from, path: name ?? names[0]! } : undefined);
      },
      missing: (id) => parts.unread(id, 'missing'),
      damaged: (id) => parts.unread(id, 'damaged'),
      tooBig: ({ id }) => parts.unread(id, 'too-big'),
    });
}

const pathsOf = (origin: Origin | undefined): readonly string[] =>
  origin ? [origin.path, ...(origin.also ?? [])] : [];

async function firstRead(repository: string, heads: readonly ObjectHead[], parts: PastParts): Promise<Loud> {
  const { judge, scanned } = parts;
  const recent = new Recent();
  const loud: Loud = { found: new Set(), asking: new Set() };
  if (heads.length === 0) return loud;
  let count = 0;
  await readObjects(
    repository,
    heads.map(({ id }) => id),
    {
      mostBytes: parts.mostBytes,
      visit: ({ id, type }, bytes) => {
        if (++count % TOLD_EVERY === 0) parts.tell(count, heads.length);
        const text = textOfBytes(saidBy(type, bytes));
        if (typeof text === 'string') {
          parts.unread(id, text);
          scanned?.setAside(id, text);
          return;
        }
        const { isQuiet, isFound } = readOnce(judge, recent, text);
        if (isFound) loud.found.add(id);
        else {
          parts.readNothing(text.length);
          if (isQuiet || type !== 'blob') scanned?.add(id);
          else loud.asking.add(id);
        }
      },
      missing: (id) => parts.unread(id, 'missing'),
      damaged: (id) => parts.unread(id, 'damaged'),
      tooBig: ({ id }) => parts.unread(id, 'too-big'),
    },
  );
  return loud;
}

/** Of a text like one in which nothing was found only what is new is read, unless there is something to it. */
function readOnce(
  judge: Judge,
  recent: Recent,
  text: Buffer,
): { readonly isQuiet: boolean; readonly isFound: boolean } {
  const like = recent.like(text);
  const isStill =
    like?.pieces.every(({ start, end }) => judge.read(text.subarray(start, end), '').isQuiet) === true &&
    // What was met in the other one and asks whom it speaks of gets the same answer.
    (like.isQuiet || !like.changed.some((one) => judge.speaks(one)));
  const { isQuiet, isFound } = isStill ? { isQuiet: like.isQuiet, isFound: false } : readWhole(judge, text);
  if (!isFound) recent.add(text, isQuiet);
  return { isQuiet, isFound };
}

function readWhole(judge: Judge, text: Buffer): { readonly isQuiet: boolean; readonly isFound: boolean } {
  const { finds, isQuiet } = judge.read(text, '');
  return { isQuiet, isFound: finds.length > 0 };
}

/** What somebody wrote: of a commit who made it, the tag that it merged and its message, without the numbers above them. */
function saidBy(type: ObjectHead['type'], bytes: Buffer): Buffer {
  return type === 'commit' ? bytes.subarray(bytes.indexOf(BY) + 1) : bytes;
}

/** Blobs that held nothing as they were called before, to which new commits give a name that may make a find of them. */
async function calledAnew(
  repository: string,
  left: readonly ObjectHead[],
  { judge, scanned }: PastParts,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const commits = left.filter(({ type }) => type === 'commit').map(({ id }) => id);
  if (commits.length > 0)
    await logOf(repository, commits, (line) => {
      const change = rawChangeOf(line);
      if (change && scanned?.has(change.id) && judge.isTelling(change.path)) found.add(change.id);
    });
  return found;
}

/** Where blobs came from; those known before may have come earlier by a commit that is new. */
async function placesOf(
  repository: string,
  heads: readonly ObjectHead[],
  left: readonly ObjectHead[],
  { found, asking }: Loud,
  scanned: Scanned | undefined,
): Promise<Map<string, Origin>> {
  const fresh = new Set([...found, ...asking]);
  const held = new Map([...(scanned?.held ?? [])].filter(([, origin]) => origin !== undefined));
  const commits = new Set(heads.filter(({ type }) => type === 'commit').map(({ id }) => id));
  const isLost = [...held.values()].some((origin) => !commits.has(origin!.commit));
  const all = new Set([...fresh, ...(scanned?.held.keys() ?? [])]);
  const places = await originsOf(repository, fresh.size > 0 || isLost ? heads : left, all);
  for (const [id, origin] of held) if (commits.has(origin!.commit)) places.set(id, older(places.get(id), origin!));
  return places;
}
