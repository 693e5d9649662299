import { checkPrimeSync, createECDH, createHmac, createPrivateKey } from 'node:crypto';
import type { Drawn } from './drawn.contract.ts';
import { encodeBase58, encodeBase58Check } from './proof/base58.ts';
import { encodeBech32 } from './proof/bech32.ts';
import { ed25519PublicOf } from './proof/curve.ts';

const pemOf = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END ${label}-----`;

export function ed25519Pem(drawn: Drawn): string {
  return pemOf('PRIVATE KEY', Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), drawn.bytes(32)]));
}

/** A private key on P-256, as OpenSSL writes it (SEC 1). */
export function ecPem(drawn: Drawn): string {
  const ecdh = createECDH('prime256v1');
  const scalar = drawn.bytes(32);
  scalar[0] = scalar[0]! & 0x7f;
  ecdh.setPrivateKey(scalar);
  const point = ecdh.getPublicKey();
  const inner = Buffer.concat([
    Buffer.from('0201010420', 'hex'),
    scalar,
    Buffer.from('a00a06082a8648ce3d030107a14403420000'.slice(0, -2), 'hex'),
    point,
  ]);
  return pemOf('EC PRIVATE KEY', Buffer.concat([Buffer.from([0x30, inner.length]), inner]));
}

const rsaKeys = new Map<string, string>();

/** An RSA key of 2048 bits, PKCS#8; drawn once for each seed of eight, since primes are dear. */
export function rsaPem(drawn: Drawn): string {
  const [p, q] = [primeOf(drawn), primeOf(drawn)];
  const known = rsaKeys.get(`${p}`);
  if (known) return known;
  const e = 65_537n;
  const d = inverse(e, (p - 1n) * (q - 1n));
  const url = (value: bigint): string => {
    const hex = value.toString(16);
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
  };
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: url(p * q),
      e: url(e),
      d: url(d),
      p: url(p),
      q: url(q),
      dp: url(d % (p - 1n)),
      dq: url(d % (q - 1n)),
      qi: url(inverse(q, p)),
    },
  });
  const pem = key.export({ format: 'pem', type: 'pkcs8' }).toString().trim();
  rsaKeys.set(`${p}`, pem);
  return pem;
}

function primeOf(drawn: Drawn): bigint {
  const bytes = drawn.bytes(128);
  bytes[0] = bytes[0]! | 0xc0;
  bytes[127] = bytes[127]! | 1;
  let candidate = BigInt(`0x${bytes.toString('hex')}`);
  while (candidate % 65_537n === 1n || !checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b] = [value % modulus, modulus];
  let [x, y] = [1n, 0n];
  while (b > 0n) {
    const quotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

/** A private key of secp256k1: below its order all but surely. */
export function scalarOf(drawn: Drawn): Buffer {
  const bytes = drawn.bytes(32);
  bytes[0] = bytes[0]! & 0x7f;
  return bytes;
}

export const wifOf = (drawn: Drawn): string =>
  encodeBase58Check(Buffer.concat([Buffer.from([0x80]), scalarOf(drawn), Buffer.from([0x01])]));

export function xprvOf(drawn: Drawn): string {
  const head = Buffer.from('0488ade4000000000000000000', 'hex');
  return encodeBase58Check(Buffer.concat([head, drawn.bytes(32), Buffer.from([0]), scalarOf(drawn)]));
}

/** Seed and public key of Ed25519. */
export function ed25519Pair(drawn: Drawn): Buffer {
  const seed = drawn.bytes(32);
  return Buffer.concat([seed, ed25519PublicOf(seed)]);
}

export const solanaBase58 = (drawn: Drawn): string => encodeBase58(ed25519Pair(drawn));
export const solanaBytes = (drawn: Drawn): string => `[${[...ed25519Pair(drawn)].join(',')}]`;
export const ageIdentity = (drawn: Drawn): string => encodeBech32('age-secret-key-', drawn.bytes(32)).toUpperCase();

/** The first private keys that Hardhat makes of the words "test ... junk": m/44'/60'/0'/0/index. */
export function hardhatKey(seed: Buffer, index: number): string {
  const order = BigInt('0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
  const master = createHmac('sha512', 'Bitcoin seed').update(seed).digest();
  let [key, chain] = [master.subarray(0, 32), master.subarray(32)];
  for (const step of [44 + 2 ** 31, 60 + 2 ** 31, 2 ** 31, 0, index]) {
    const ecdh = createECDH('secp256k1');
    ecdh.setPrivateKey(key);
    const head = step >= 2 ** 31 ? Buffer.concat([Buffer.from([0]), key]) : ecdh.getPublicKey(null, 'compressed');
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(step);
    const sum = createHmac('sha512', chain).update(head).update(tail).digest();
    const next = (BigInt(`0x${sum.subarray(0, 32).toString('hex')}`) + BigInt(`0x${key.toString('hex')}`)) % order;
    [key, chain] = [Buffer.from(next.toString(16).padStart(64, '0'), 'hex'), sum.subarray(32)];
  }
  return `0x${key.toString('hex')}`;
}
