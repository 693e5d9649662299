import { createECDH, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { publicPemOf, type Refusal, refuse, Secret } from '../../core/index.ts';
import { decodeBase64 } from '../base64.ts';
import { callTo } from '../endpoints.ts';
import type {
  Ability,
  Call,
  Credential,
  CredentialParts,
  Environment,
  IssuedBotKey,
  Key,
  KeyAbilities,
  Unclear,
} from '../exchange.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';
import { facts } from './facts.ts';
import { encodePem } from './pem.ts';
import { algorithmOf } from './token.ts';

const KEY_NAME = /^organizations\/[A-Za-z0-9-]{1,64}\/apiKeys\/[A-Za-z0-9-]{1,64}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An EC P-256 or Ed25519 private key as PEM, or an Ed25519 key in base64, as the portal gives them out. */
function credential(parts: CredentialParts): Credential | Refusal {
  if (!KEY_NAME.test(parts.id) && !UUID.test(parts.id)) {
    return refuse('credential-invalid', 'the key name is not of the form organizations/…/apiKeys/… or a UUID');
  }
  const privateKey = parts.secret.openBytes((bytes) => privateKeyIn(bytes));
  const algorithm = privateKey && algorithmOf(privateKey);
  if (!privateKey || !algorithm) {
    return refuse(
      'credential-invalid',
      'the secret is neither a PEM of an EC P-256 or Ed25519 private key nor an Ed25519 key in base64',
    );
  }
  return { id: parts.id, scheme: algorithm === 'ES256' ? 'es256' : 'ed25519', secret: parts.secret, privateKey };
}

function privateKeyIn(bytes: Buffer): KeyObject | undefined {
  const isPem = bytes.subarray(0, 11).toString('latin1') === '-----BEGIN ';
  const form = isPem ? withLineBreaks(bytes) : decodeBase64(bytes);
  try {
    return form && (isPem ? createPrivateKey({ key: form, format: 'pem' }) : ed25519In(form));
  } catch {
    return undefined;
  } finally {
    form?.fill(0);
  }
}

/** A PEM on one line has `\n` written out, as in the portal's JSON file and in environment files. */
function withLineBreaks(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const isBreak = bytes[at] === 0x5c && bytes[at + 1] === 0x6e;
    out[length++] = isBreak ? 0x0a : bytes[at]!;
    if (isBreak) at++;
  }
  return out.subarray(0, length);
}

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The 32 bytes of a seed, 64 of seed and public key, or 48 of PKCS#8. */
function ed25519In(bytes: Buffer): KeyObject | undefined {
  if (bytes.length === 48) return createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  if (bytes.length !== 32 && bytes.length !== 64) return undefined;
  const der = Buffer.concat([PKCS8_ED25519, bytes.subarray(0, 32)]);
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    // Secrets of the old HMAC keys have 64 bytes too: the second half tells them apart.
    const half = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
    return bytes.length === 32 || half.equals(bytes.subarray(32)) ? key : undefined;
  } finally {
    der.fill(0);
  }
}

const ORDER_P256 = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
const SEC1_HEAD = Buffer.from('30770201010420', 'hex');
const SEC1_MIDDLE = Buffer.from('a00a06082a8648ce3d030107a144034200', 'hex');

/** An EC P-256 key as the portal names and writes it. Only the public half is kept. */
function issueBotKey(random: (size: number) => Buffer): IssuedBotKey {
  const scalar = scalarFrom(random);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(scalar);
  const der = Buffer.concat([SEC1_HEAD, scalar, SEC1_MIDDLE, curve.getPublicKey()]);
  scalar.fill(0);
  const publicKeyPem = publicPemOf(createPrivateKey({ key: der, format: 'der', type: 'sec1' }));
  const secret = Secret.take(encodePem('EC PRIVATE KEY', der));
  der.fill(0);
  return { id: `organizations/keyward/apiKeys/${uuidFrom(random(16))}`, secret, publicKeyPem };
}

/** A number from one to the curve's order, exclusive, each as likely as the others. */
function scalarFrom(random: (size: number) => Buffer): Buffer {
  for (;;) {
    const bytes = Buffer.from(random(32));
    if (!bytes.every((byte) => byte === 0) && bytes.compare(ORDER_P256) < 0) return bytes;
  }
}

function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const variant = ((bytes[8]! & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

function introspect(environment: Environment): Call | undefined {
  return callTo(facts, 'GET', '/api/v3/brokerage/key_permissions', {}, environment);
}

/** One flag stands for moving funds inside and sending them away. The list of addresses of a key is not told. */
function readIntrospection(status: number, body: string): KeyAbilities | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) {
    return readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
  }
  const ability = (name: string): Ability => (value[name] === true ? 'yes' : value[name] === false ? 'no' : 'unknown');
  return {
    read: ability('can_view'),
    trade: ability('can_trade'),
    transfer: ability('can_transfer'),
    withdraw: ability('can_transfer'),
    ipRestricted: 'unknown',
  };
}

/** A 401 does not tell a wrong key from a wrong signature or clock. */
const causes: Readonly<Record<number, Unclear['cause']>> = {
  401: 'key-or-ip-or-permission',
  403: 'permission',
  429: 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const cause = Object.hasOwn(causes, status) ? causes[status] : undefined;
  if (!cause) return undefined;
  const code = textOf(objectOf(jsonOf(body))?.['error']) ?? '';
  const shown = /^[A-Za-z_ ]{1,60}$/.test(code) ? code : 'none';
  return { unclear: true, cause, message: `status ${status}, code ${shown}` };
}

export const key: Key = { credential, issueBotKey, introspect, readIntrospection, readError };
