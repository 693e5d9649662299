/** The 32 characters of Bech32 (BIP 173), in the order of their values. */
const CHARACTERS = Buffer.from('qpzry9x8gf2tvdw0s3jn54khce6mua7l');
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM = 6;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const LOWER = 0x20;

/**
 * The bytes behind a text of Bech32 with this prefix (in small letters); `undefined` when it is none. Works on bytes from end to end: a text that
 * is a private key never becomes a string. The caller zeroes the result.
 */
export function fromBech32(text: Buffer, prefix: string): Buffer | undefined {
  const small = Buffer.from(text.map((byte) => (byte >= UPPER_A && byte <= UPPER_Z ? byte | LOWER : byte)));
  const head = Buffer.from(`${prefix}1`);
  const values = Buffer.from(small.subarray(head.length).map((byte) => CHARACTERS.indexOf(byte)));
  try {
    // Outside of the alphabet `indexOf` gives -1, in a byte 255.
    if (!small.subarray(0, head.length).equals(head) || values.length < CHECKSUM || values.includes(0xff))
      return undefined;
    if (remainder([...spread(prefix), ...values]) !== 1) return undefined;
    return regrouped(values.subarray(0, -CHECKSUM), 5, 8, false);
  } finally {
    small.fill(0);
    values.fill(0);
  }
}

/** The bytes as Bech32 with this prefix, in small letters. The caller zeroes the result. */
export function toBech32(bytes: Buffer, prefix: string): Buffer {
  const values = regrouped(bytes, 8, 5, true) ?? Buffer.alloc(0);
  const sum = remainder([...spread(prefix), ...values, ...Buffer.alloc(CHECKSUM)]) ^ 1;
  const check = Array.from({ length: CHECKSUM }, (_, at) => (sum >>> (5 * (CHECKSUM - 1 - at))) & 31);
  const text = Buffer.concat([Buffer.from(`${prefix}1`), Buffer.alloc(values.length + CHECKSUM)]);
  let at = prefix.length + 1;
  for (const value of values) text[at++] = CHARACTERS[value]!;
  for (const value of check) text[at++] = CHARACTERS[value]!;
  values.fill(0);
  return text;
}

function remainder(values: Iterable<number>): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, factor] of GENERATOR.entries()) if ((top >>> bit) & 1) sum ^= factor;
  }
  return sum >>> 0;
}

function spread(prefix: string): number[] {
  const codes = [...Buffer.from(prefix)];
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}

/** Groups of `from` bits as groups of `to` bits; `undefined` when bits are left that are not zero, or a whole group of them. */
function regrouped(groups: Buffer, from: number, to: number, isPadded: boolean): Buffer | undefined {
  const out = Buffer.alloc(isPadded ? Math.ceil((groups.length * from) / to) : Math.floor((groups.length * from) / to));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const group of groups) {
    bits = (bits << from) | group;
    held += from;
    while (held >= to) {
      held -= to;
      out[at++] = (bits >>> held) & ((1 << to) - 1);
    }
    bits &= (1 << held) - 1;
  }
  if (isPadded && held > 0) out[at] = (bits << (to - held)) & ((1 << to) - 1);
  if (!isPadded && (held >= from || bits !== 0)) {
    out.fill(0);
    return undefined;
  }
  return out;
}
