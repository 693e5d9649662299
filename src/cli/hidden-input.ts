/** The part of a terminal's input that is needed to read without showing. */
export interface RawInput {
  setRawMode(on: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

const MAX_BYTES = 16_384;
const CTRL_C = 0x03;
const CTRL_D = 0x04;

/**
 * Reads one line without showing it, or a PEM over several lines. Gives `undefined` on Ctrl-C. The bytes never become a string; the caller
 * zeroes them.
 */
export function readHidden(input: RawInput): Promise<Buffer | undefined> {
  const bytes = Buffer.alloc(MAX_BYTES);
  let length = 0;
  return new Promise((resolve) => {
    const end = (result: Buffer | undefined): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      bytes.fill(0);
      resolve(result);
    };
    /** True when the line has ended. */
    const take = (byte: number): boolean => {
      const isLineEnd = byte === 0x0a || byte === 0x0d;
      if (byte === CTRL_D || (isLineEnd && isWhole(bytes.subarray(0, length)))) return true;
      if (byte === 0x7f || byte === 0x08) length = Math.max(0, length - 1);
      else if (length < MAX_BYTES) bytes[length++] = isLineEnd ? 0x0a : byte;
      return false;
    };
    const onData = (chunk: Buffer): void => {
      const isStopped = chunk.includes(CTRL_C);
      const isEnded = !isStopped && chunk.some(take);
      chunk.fill(0);
      if (isStopped) end(undefined);
      else if (isEnded) end(Buffer.from(bytes.subarray(0, length)));
    };
    input.setRawMode(true);
    input.on('data', onData);
    input.resume();
  });
}

/** A PEM goes on to its last line. */
function isWhole(text: Buffer): boolean {
  return text.indexOf('-----BEGIN ') !== 0 || text.indexOf('-----END ') > 0;
}
