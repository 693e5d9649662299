const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_LETTERS = 6;

/** Whether the checksum of a bech32 text holds, in either case. */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  const split = lower.lastIndexOf('1');
  if (split < 1 || (text !== lower && text !== text.toUpperCase())) return false;
  const data = [...lower.slice(split + 1)].map((letter) => LETTERS.indexOf(letter));
  return (
    data.length > CHECKSUM_LETTERS && !data.includes(-1) && polymod([...expanded(lower.slice(0, split)), ...data]) === 1
  );
}

/** The bech32 text of bytes, in lower case. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const data: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      data.push((held >> bits) & 31);
    }
  }
  if (bits > 0) data.push((held << (5 - bits)) & 31);
  const sum = polymod([...expanded(prefix), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  for (let at = 0; at < CHECKSUM_LETTERS; at++) data.push((sum >> (5 * (5 - at))) & 31);
  return `${prefix}1${data.map((one) => LETTERS[one]).join('')}`;
}

function expanded(prefix: string): number[] {
  const codes = [...prefix].map((char) => char.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let at = 0; at < GENERATOR.length; at++) if ((top >>> at) & 1) sum ^= GENERATOR[at]!;
  }
  return sum >>> 0;
}
