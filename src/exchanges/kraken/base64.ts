const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value++) VALUES[LETTERS.charCodeAt(value)] = value;

/** Decodes padded base64 from bytes to bytes, so that a secret never becomes a string; `undefined` when it is not that. */
export function decodeBase64(text: Uint8Array): Buffer | undefined {
  if (text.length === 0 || text.length % 4 !== 0) return undefined;
  const padding = text[text.length - 1] !== 0x3d ? 0 : text[text.length - 2] !== 0x3d ? 1 : 2;
  const out = Buffer.alloc((text.length / 4) * 3 - padding);
  for (let at = 0, to = 0; at < text.length; at += 4) {
    let word = 0;
    for (let i = at; i < at + 4; i++) {
      const isPadding = i >= text.length - padding;
      const value = isPadding ? 0 : (VALUES[text[i]!] ?? -1);
      if (value < 0) {
        out.fill(0);
        return undefined;
      }
      word = word * 64 + value;
    }
    for (let shift = 16; shift >= 0 && to < out.length; shift -= 8) out[to++] = (word >> shift) & 0xff;
  }
  return out;
}

/** Encodes bytes as padded base64, as bytes. */
export function encodeBase64(bytes: Uint8Array): Buffer {
  const out = Buffer.alloc(Math.ceil(bytes.length / 3) * 4, '=');
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const word = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(bytes.length - at, 3) + 1;
    for (let i = 0; i < letters; i++) out[to + i] = LETTERS.charCodeAt((word >> (18 - 6 * i)) & 63);
  }
  return out;
}
