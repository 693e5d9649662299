import { createReadStream } from 'node:fs';
import { KeywardError } from '../core/index.ts';

const CHUNK = 64 * 1024;
/** As much is held at once. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The bytes of standard input as they come. */
export const standardInput = (): AsyncIterable<Buffer> =>
  createReadStream('-', { fd: 0, autoClose: false, highWaterMark: CHUNK }) as AsyncIterable<Buffer>;

/** Standard input to its end. Throws `usage` where it is over 64 MiB. */
export async function wholeInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of standardInput()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw new KeywardError('usage', 'standard input is over 64 MiB: give the file');
  }
  return Buffer.concat(chunks);
}
