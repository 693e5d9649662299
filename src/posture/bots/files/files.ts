import type { Eyes } from '../../eyes.ts';
import { readEnv } from './env-part.ts';
import { readJson } from './json-part.ts';
import { isUnreadable, type Part } from './part.ts';
import { readYaml } from './yaml-part.ts';

/** Reads files of bots, each once, and keeps what could not be read. */
export class Files {
  readonly eyes: Eyes;
  readonly #signal: AbortSignal;
  readonly #gaps = new Set<string>();
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #lists = new Map<string, Promise<readonly string[]>>();

  constructor(eyes: Eyes, signal: AbortSignal) {
    this.eyes = hurried(eyes, signal);
    this.#signal = signal;
  }

  get gaps(): readonly string[] {
    return [...this.#gaps].sort();
  }

  get isOver(): boolean {
    return this.#signal.aborted;
  }

  gap(text: string): void {
    this.#gaps.add(text);
  }

  /** The names in a folder; none where it is missing, a gap where it cannot be read. */
  list(folder: string): Promise<readonly string[]> {
    return kept(this.#lists, folder, async () => {
      if (this.isOver) return [];
      const found = await this.eyes.list(folder);
      if (!('fault' in found)) return found;
      if (found.fault !== 'missing')
        this.gap(`${folder} cannot be read${found.fault === 'denied' ? ' by this user' : ''}`);
      return [];
    });
  }

  /** A file's text; undefined where it is missing, a gap where it cannot be read whole. */
  text(path: string): Promise<string | undefined> {
    return kept(this.#texts, path, async () => {
      if (this.isOver) return undefined;
      const read = await this.eyes.read(path);
      if ('fault' in read) {
        if (read.fault === 'denied') this.gap(`${path} cannot be read by this user`);
        if (read.fault === 'failed') this.gap(`${path} cannot be read`);
        if (read.fault === 'no-file') this.gap(`${path} is no ordinary file`);
        return undefined;
      }
      if (!read.isCut) return read.bytes.toString('utf8');
      this.gap(`${path} is longer than ${read.bytes.length} bytes and was not read`);
      return undefined;
    });
  }

  /** A settings file, by the end of its name: JSON, YAML or `NAME=value`. What is in no such form is a gap. */
  async part(path: string): Promise<Part | undefined> {
    const text = await this.text(path);
    if (text === undefined) return undefined;
    if (text.trim() === '') {
      if (/\.json$/i.test(path)) this.gap(`${path} was not understood: it is empty`);
      return undefined;
    }
    const read = /\.json$/i.test(path) ? readJson(text) : /\.ya?ml$/i.test(path) ? readYaml(text) : readEnv(text);
    if (!isUnreadable(read)) return read;
    this.gap(`${path} was not understood: ${read.unreadable}`);
    return undefined;
  }

  async isFolder(path: string): Promise<boolean> {
    const facts = await this.eyes.look(path);
    return !('fault' in facts) && facts.kind === 'folder';
  }
}

/** Answers with a fault as soon as the time is over: a folder of the network may never answer. */
function hurried(eyes: Eyes, signal: AbortSignal): Eyes {
  const over = new Promise<{ readonly fault: 'failed' }>((resolve) => {
    signal.addEventListener('abort', () => resolve({ fault: 'failed' }), { once: true });
  });
  return {
    uid: eyes.uid,
    nowMs: eyes.nowMs,
    run: (command, options) =>
      Promise.race([eyes.run(command, options), over.then(() => ({ fault: 'timeout' as const }))]),
    read: (path, maxBytes) => Promise.race([eyes.read(path, maxBytes), over]),
    look: (path) => Promise.race([eyes.look(path), over]),
    list: (path) => Promise.race([eyes.list(path), over]),
  };
}

function kept<T>(memory: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const known = memory.get(name);
  if (known !== undefined) return known;
  const made = make();
  memory.set(name, made);
  return made;
}
