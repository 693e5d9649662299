import { createPrivateKey, createPublicKey } from 'node:crypto';

/** The order of secp256k1: a private key is below it, and not zero. */
const SECP256K1_ORDER = BigInt('0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
/** What stands before the 32 bytes of an Ed25519 private key in PKCS#8, and of a public one in SPKI. */
const ED25519_PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const ED25519_PUBLIC_BYTES = 32;
/** A private key that anybody chose by hand begins with many zeros. */
const LEAST_KEY = 1n << 128n;

/** Whether 64 digits of hex can be a private key of secp256k1 that was drawn by chance. */
export function isSecp256k1Key(hex: string): boolean {
  const value = BigInt(`0x${hex.replace(/^0x/i, '')}`);
  return value >= LEAST_KEY && value < SECP256K1_ORDER;
}

/** Whether the last 32 of 64 bytes are the Ed25519 public key of the first 32: a key pair, and no signature. */
export function isEd25519Pair(bytes: Uint8Array): boolean {
  if (bytes.length !== 64) return false;
  const publicKey = ed25519PublicOf(bytes.subarray(0, 32));
  return publicKey.equals(Buffer.from(bytes.subarray(32)));
}

/** The public key of an Ed25519 seed. */
export function ed25519PublicOf(seed: Uint8Array): Buffer {
  const der = Buffer.concat([ED25519_PRIVATE, seed]);
  const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.export({ format: 'der', type: 'spki' }).subarray(-ED25519_PUBLIC_BYTES);
}

/** Whether a text is a private key in PEM that parses, and that no password protects. */
export function isPrivateKeyPem(pem: string): boolean {
  // Node reads no keys of OpenSSH: the first bytes of one say so, and that no cipher is used.
  if (/^-----BEGIN OPENSSH/.test(pem)) return /\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU/.test(pem);
  try {
    createPrivateKey(pem);
    return true;
  } catch {
    return false;
  }
}
