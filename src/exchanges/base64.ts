/** Base64 from bytes to bytes, so that a secret is never a string. */
const LETTERS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1');
const NEW_LINE = 0x0a;
const PAD = 0x3d;

/** Decodes base64 with or without padding, white space left out; `undefined` when it is none. */
export function decodeBase64(text: Uint8Array): Buffer | undefined {
  const out = Buffer.alloc(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  let pads = 0;
  for (const letter of text) {
    if (letter === 0x20 || letter === 0x09 || letter === 0x0d || letter === NEW_LINE) continue;
    if (letter === PAD) {
      pads++;
      continue;
    }
    const value = LETTERS.indexOf(letter);
    if (value === -1 || pads > 0) {
      out.fill(0);
      return undefined;
    }
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[length++] = (held >> bits) & 0xff;
    }
  }
  const isWhole = bits < 6 && (held & ((1 << bits) - 1)) === 0 && pads <= 2;
  if (isWhole && length > 0) return out.subarray(0, length);
  out.fill(0);
  return undefined;
}

/** Encodes bytes as padded base64. */
export function encodeBase64(bytes: Uint8Array): Buffer {
  const out = Buffer.alloc(Math.ceil(bytes.length / 3) * 4, PAD);
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const left = bytes.length - at;
    const word = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    out[to] = LETTERS[(word >> 18) & 63]!;
    out[to + 1] = LETTERS[(word >> 12) & 63]!;
    if (left > 1) out[to + 2] = LETTERS[(word >> 6) & 63]!;
    if (left > 2) out[to + 3] = LETTERS[word & 63]!;
  }
  return out;
}
