import { randomBytes, webcrypto } from 'node:crypto';
import { KeywardError, Secret } from '../../core/index.ts';
import { fromBech32, toBech32 } from './bech32.ts';
import { loadAge } from './library.ts';

const PREFIX = 'age-secret-key-';
const NEWLINE = 0x0a;
const HASH = 0x23;
/** What stands before the 32 bytes of an X25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A new identity of age, `AGE-SECRET-KEY-1…`. */
export function newIdentity(): Secret {
  const scalar = randomBytes(32);
  const text = toBech32(scalar, PREFIX);
  scalar.fill(0);
  return Secret.take(upper(text));
}

/**
 * The identity in the bytes of an identity file (as `age-keygen` writes it: lines of comment, one line `AGE-SECRET-KEY-1…`), which are zeroed.
 * Throws `vault-locked` when there is not exactly one.
 */
export function readIdentity(bytes: Buffer, where: string): Secret {
  try {
    const found = linesOf(bytes).filter((line) => line.length > 0 && line[0] !== HASH);
    const [text, ...more] = found;
    if (text === undefined || more.length > 0) {
      throw new KeywardError('vault-locked', `${where} holds ${found.length} age identities, and one is needed`);
    }
    const scalar = fromBech32(text, PREFIX);
    if (scalar?.length !== 32) throw noIdentity(where);
    scalar.fill(0);
    return Secret.take(upper(Buffer.from(text)));
  } finally {
    bytes.fill(0);
  }
}

/** The recipient of an identity, `age1…`: whoever has it can encrypt, not decrypt. */
export async function recipientOf(identity: Secret): Promise<string> {
  const { identityToRecipient } = await loadAge();
  return identityToRecipient(await cryptoKeyOf(identity));
}

/** The identity as a key that cannot be taken out again. */
export async function cryptoKeyOf(identity: Secret): Promise<webcrypto.CryptoKey> {
  const scalar = identity.openBytes((text) => fromBech32(text, PREFIX));
  if (scalar?.length !== 32) throw noIdentity('the identity of the vault');
  const pkcs8 = Buffer.concat([PKCS8_HEAD, scalar]);
  try {
    return await webcrypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits']);
  } finally {
    scalar.fill(0);
    pkcs8.fill(0);
  }
}

/** An identity file as `age-keygen` writes it. The caller zeroes it. */
export function identityFile(identity: Secret, recipient: string): Buffer {
  return identity.openBytes((text) =>
    Buffer.concat([
      Buffer.from(`# the identity that opens Keyward's vault\n# public key: ${recipient}\n`),
      text,
      Buffer.from('\n'),
    ]),
  );
}

function noIdentity(where: string): KeywardError {
  return new KeywardError('vault-locked', `${where} is no age identity (AGE-SECRET-KEY-1…)`);
}

/** Views of the lines without the white space around them. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, from);
    const next = newline === -1 ? bytes.length : newline;
    let [start, end] = [from, next];
    while (start < end && bytes[start]! <= 0x20) start++;
    while (end > start && bytes[end - 1]! <= 0x20) end--;
    lines.push(bytes.subarray(start, end));
    from = next + 1;
  }
  return lines;
}

function upper(text: Buffer): Buffer {
  for (const [at, byte] of text.entries()) if (byte >= 0x61 && byte <= 0x7a) text[at] = byte & ~0x20;
  return text;
}
