import { gunzipSync } from 'node:zlib';

/** Where a tape archive says that it is one. */
const TAR = { mark: Buffer.from('ustar'), at: 257 };

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * A file as it is, or the one that gzip made smaller, as logs are that were rotated; of a file that is no such thing, or holds an archive, the file as it is.
 * `too-big`: it would be over so many bytes.
 */
export function ungzipped(bytes: Buffer, mostBytes: number): Buffer | 'too-big' {
  if (!isGzip(bytes)) return bytes;
  try {
    const whole = gunzipSync(bytes, { maxOutputLength: mostBytes });
    return TAR.mark.equals(whole.subarray(TAR.at, TAR.at + TAR.mark.length)) ? bytes : whole;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-big' : bytes;
  }
}
