import { KeywardError } from '../core/index.ts';

/** The part of a terminal's input that is needed to read without showing. */
export interface RawInput {
  setRawMode(on: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'end', listener: () => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

const MAX_BYTES = 16_384;
const CTRL_C = 0x03;
const CTRL_D = 0x04;
const CTRL_U = 0x15;
const PEM_BEGIN = '-----BEGIN ';
const PEM_END = '-----END ';

/**
 * Reads one line without showing it, or a PEM over several lines. Gives `undefined` on Ctrl-C, throws `usage` for what is too long to be a
 * secret. The bytes never become a string; the caller zeroes them. `ask` prints the question once nothing that is typed is shown any more.
 */
export function readHidden(input: RawInput, ask: () => void): Promise<Buffer | undefined> {
  const line = new HiddenLine();
  return new Promise((resolve, reject) => {
    const end = (finish: () => void): void => {
      input.off('data', onData);
      input.off('end', onEnd);
      input.setRawMode(false);
      input.pause();
      finish();
      line.clear();
    };
    const onEnd = (): void => end(() => resolve(line.copy()));
    const onData = (chunk: Buffer): void => {
      const isStopped = chunk.includes(CTRL_C);
      const isEnded = !isStopped && chunk.some((byte) => line.take(byte));
      chunk.fill(0);
      if (isStopped) end(() => resolve(undefined));
      else if (isEnded && line.isTooLong) end(() => reject(new KeywardError('usage', 'that is too long for a secret')));
      else if (isEnded) onEnd();
    };
    input.setRawMode(true);
    input.on('data', onData);
    input.on('end', onEnd);
    input.resume();
    ask();
  });
}

/** What has been typed so far. */
class HiddenLine {
  readonly #bytes = Buffer.alloc(MAX_BYTES);
  #length = 0;
  isTooLong = false;

  /** True when the line has ended. */
  take(byte: number): boolean {
    const isLineEnd = byte === 0x0a || byte === 0x0d;
    if (byte === CTRL_D || (isLineEnd && this.#isWhole)) return true;
    if (byte === 0x7f || byte === 0x08) this.#back();
    else if (byte === CTRL_U) this.clear();
    else if (this.#length === MAX_BYTES) this.isTooLong = true;
    else this.#bytes[this.#length++] = isLineEnd ? 0x0a : byte;
    return false;
  }

  copy(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  clear(): void {
    this.#bytes.fill(0);
    this.#length = 0;
    this.isTooLong = false;
  }

  /** One character, which UTF-8 may write with several bytes. */
  #back(): void {
    const isContinued = (): boolean => ((this.#bytes[this.#length] ?? 0) & 0xc0) === 0x80;
    do this.#length = Math.max(0, this.#length - 1);
    while (this.#length > 0 && isContinued());
  }

  /** A PEM goes on to its last line. */
  get #isWhole(): boolean {
    const text = this.#bytes.subarray(0, this.#length);
    const begin = text.indexOf(PEM_BEGIN);
    const isPem = begin !== -1 && text.subarray(0, begin).every((byte) => byte <= 0x20);
    return !isPem || text.indexOf(PEM_END) > 0;
  }
}
