import { Worker } from 'node:worker_threads';

/** So long a step may say nothing, in ms. */
const SILENCE_MS = 15_000;

/**
 * Runs in a thread of its own, which also tells the time while the first one stands still in a call to a disk that does not answer. `beat`: how often
 * something was said, which step is at work (-1: none, so that nobody waits), and whether all is over.
 */
const WATCH = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { shared, names, silenceMs, ending } = workerData;
const beat = new Int32Array(shared);
let seen = Atomics.load(beat, 0);
let silentMs = 0;
for (;;) {
  Atomics.wait(beat, 0, seen, silenceMs);
  if (Atomics.load(beat, 2) === 1) break;
  const now = Atomics.load(beat, 0);
  const step = names[Atomics.load(beat, 1)];
  silentMs = now !== seen || step === undefined ? 0 : silentMs + silenceMs;
  seen = now;
  if (silentMs === 0) continue;
  try {
    writeSync(2, step + ': silent for ' + silentMs / 1000 + ' s: a disk or an exchange does not answer.\\n' + ending);
  } catch {}
}
`;

/** Says when a step has said nothing for long, so that nobody waits for ever without knowing. */
export class Silence {
  readonly #beat = new Int32Array(new SharedArrayBuffer(12));
  readonly #names: readonly string[];

  constructor(names: readonly string[], key: string, silenceMs: number = SILENCE_MS) {
    this.#names = names;
    this.#beat[1] = -1;
    const ending = `  It waits. To end it is safe (kill -9 ${process.pid}): keyward leak resume ${key} goes on.\n`;
    const worker = new Worker(WATCH, {
      eval: true,
      workerData: { shared: this.#beat.buffer, names, silenceMs, ending },
    });
    // Where there is no thread to be had, nobody tells of the silence, and the steps go on.
    worker.on('error', () => undefined);
    worker.unref();
  }

  /** From now on this is at work; absent: nobody is waited for. */
  begin(name?: string): void {
    Atomics.store(this.#beat, 1, name === undefined ? -1 : this.#names.indexOf(name));
    this.heard();
  }

  heard(): void {
    Atomics.add(this.#beat, 0, 1);
    Atomics.notify(this.#beat, 0);
  }

  end(): void {
    Atomics.store(this.#beat, 2, 1);
    this.heard();
  }
}
