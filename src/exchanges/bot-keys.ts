import { Secret } from '../core/index.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Uniform letters and digits as bytes: rejection sampling, so that no letter is likelier than another. */
export function alphanumeric(length: number, random: (size: number) => Buffer): Buffer {
  const out = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    for (const byte of random(length)) {
      if (byte < 248 && at < length) out[at++] = ALPHANUMERIC.charCodeAt(byte % 62);
    }
  }
  return out;
}

/** A secret of letters and digits that never was a string. */
export function alphanumericSecret(length: number, random: (size: number) => Buffer): Secret {
  return Secret.take(alphanumeric(length, random));
}
