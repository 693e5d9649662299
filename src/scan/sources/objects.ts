import { feed, type GitPlace, startGit } from './git.ts';

export type ObjectType = 'blob' | 'tag' | 'commit' | 'tree';

/** What a repository has, by its number. */
export interface ObjectHead {
  readonly id: string;
  readonly type: ObjectType;
  readonly size: number;
}

/** All objects of a repository but its trees, also those that no branch reaches. `damaged`: those of which git cannot even tell what they are. */
export async function listObjects(
  repository: GitPlace,
  damaged: (id: string) => void = () => undefined,
): Promise<ObjectHead[]> {
  const format = '--batch-check=%(objectname) %(objecttype) %(objectsize)';
  const git = startGit(repository, ['cat-file', format, '--batch-all-objects', '--unordered']);
  git.end();
  const heads: ObjectHead[] = [];
  let rest = '';
  for await (const chunk of git.output) {
    const lines = (rest + (chunk as Buffer).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const first = line.indexOf(' ');
      const second = line.indexOf(' ', first + 1);
      const type = line.slice(first + 1, second) as ObjectType;
      if (second < 0) damaged(line.slice(0, first));
      else if (type !== 'tree') heads.push({ id: line.slice(0, first), type, size: Number(line.slice(second + 1)) });
    }
  }
  await git.ended;
  return heads;
}

export interface ReadParts {
  /** Objects over so many bytes are read past. */
  readonly mostBytes: number;
  /** The bytes are its own until it returns. */
  visit(head: ObjectHead, bytes: Buffer): void;
  /** It is not in the repository, as in one that was cloned in part. */
  missing(id: string): void;
  /** It is there, and git cannot read it; as `missing` where that is not told apart. */
  damaged?(id: string): void;
  tooBig(head: ObjectHead): void;
}

/** So often git is started again behind an object that it cannot read; then the rest counts as damaged. */
const MOST_STARTS = 1_000;

/** Reads objects, each once, in the order asked for. One that git cannot read keeps none of the others from being read. */
export async function readObjects(repository: GitPlace, ids: Iterable<string>, parts: ReadParts): Promise<void> {
  let left = [...ids];
  const fail = (id: string): void => (parts.damaged ? parts.damaged(id) : parts.missing(id));
  for (let starts = 0; left.length > 0; starts++) {
    if (starts === MOST_STARTS) {
      left.forEach(fail);
      return;
    }
    const git = startGit(repository, ['cat-file', '--batch', '--buffer']);
    feed(git, left);
    const reader = new BatchReader(parts);
    for await (const chunk of git.output) reader.take(chunk as Buffer);
    try {
      await git.ended;
      return;
    } catch (error) {
      // Git ends at the first that it cannot read.
      const lost = left[reader.answered];
      if (lost === undefined || !(await isOpen(repository))) throw error;
      fail(lost);
      left = left.slice(reader.answered + 1);
    }
  }
}

/** Whether git reads this repository at all. */
async function isOpen(repository: GitPlace): Promise<boolean> {
  const git = startGit(repository, ['rev-parse', '--git-dir']);
  git.end();
  git.output.resume();
  return git.ended.then(
    () => true,
    () => false,
  );
}

/** Takes apart what `git cat-file --batch` prints: `<id> <type> <size>`, the bytes, and an end of line. */
class BatchReader {
  readonly #parts: ReadParts;
  #head: ObjectHead | undefined;
  /** What was read and belongs to what comes next. */
  #rest: Buffer = Buffer.alloc(0);
  /** Of an object that is not whole yet. */
  #pieces: Buffer[] = [];
  #held = 0;
  /** So many bytes of an object that is too big are still to be read past. */
  #past = 0;
  /** So many of those asked for were told whole, or as missing. */
  answered = 0;

  constructor(parts: ReadParts) {
    this.#parts = parts;
  }

  take(chunk: Buffer): void {
    let bytes = chunk;
    if (this.#past > 0) {
      const skipped = Math.min(this.#past, bytes.length);
      this.#past -= skipped;
      if (this.#past === 0) this.answered++;
      bytes = bytes.subarray(skipped);
    }
    if (this.#pieces.length > 0) {
      this.#pieces.push(bytes);
      this.#held += bytes.length;
      if (this.#held <= this.#head!.size) return;
      bytes = Buffer.concat(this.#pieces);
      this.#pieces = [];
      this.#held = 0;
    } else if (this.#rest.length > 0) {
      bytes = Buffer.concat([this.#rest, bytes]);
    }
    this.#rest = this.#read(bytes);
  }

  /** Reads all that is whole; gives what is left. */
  #read(given: Buffer): Buffer {
    let bytes = given;
    for (;;) {
      if (!this.#head) {
        const end = bytes.indexOf(10);
        if (end < 0) return bytes;
        const [id = '', type = '', size = ''] = bytes.toString('latin1', 0, end).split(' ');
        bytes = bytes.subarray(end + 1);
        if (type === 'missing') {
          this.#parts.missing(id);
          this.answered++;
          continue;
        }
        this.#head = { id, type: type as ObjectType, size: Number(size) };
      }
      const { size } = this.#head;
      if (size > this.#parts.mostBytes) {
        this.#parts.tooBig(this.#head);
        this.#head = undefined;
        if (bytes.length < size + 1) {
          this.#past = size + 1 - bytes.length;
          return Buffer.alloc(0);
        }
        bytes = bytes.subarray(size + 1);
        this.answered++;
        continue;
      }
      if (bytes.length < size + 1) {
        this.#pieces = [bytes];
        this.#held = bytes.length;
        return Buffer.alloc(0);
      }
      this.#parts.visit(this.#head, bytes.subarray(0, size));
      bytes = bytes.subarray(size + 1);
      this.answered++;
      this.#head = undefined;
    }
  }
}
