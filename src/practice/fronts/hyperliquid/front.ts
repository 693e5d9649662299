import { createECDH, createHash } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { defaultRules } from '../../core/account.ts';
import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';

/** Hyperliquid, as far as it says what an address is: anybody may ask, so nothing is signed, and there are no lists of addresses. */
export function hyperliquidFront(): Front {
  return { exchange: 'hyperliquid', hosts: ['api.hyperliquid.xyz'], rules: defaultRules, mint, handle, fault };
}

function mint(random: (size: number) => Buffer): KeyParts {
  const curve = createECDH('secp256k1');
  const privateKey = Buffer.from(random(32));
  // Keeps the number under the order of the curve and above zero.
  privateKey[0] = (privateKey[0]! & 0x7f) | 1;
  curve.setPrivateKey(privateKey);
  const digest = Buffer.from(keccak_256(curve.getPublicKey().subarray(1)));
  return {
    scheme: 'secp256k1',
    id: `0x${digest.subarray(12).toString('hex')}`,
    secret: `0x${privateKey.toString('hex')}`,
  };
}

function handle(request: FrontRequest, context: FrontContext): FrontAnswer {
  if (request.method !== 'POST' || request.path !== '/info') return { status: 404, body: '' };
  const asked = askedOf(request.rawBody);
  const user = String(asked?.['user'] ?? '').toLowerCase();
  if (!/^0x[0-9a-f]{40}$/.test(user)) return unreadable;
  if (asked?.['type'] === 'userRole') return jsonAnswer(200, roleOf(user, context));
  return asked?.['type'] === 'extraAgents' ? jsonAnswer(200, agentsOf(user, context)) : unreadable;
}

const unreadable: FrontAnswer = {
  status: 422,
  headers: { 'content-type': 'text/plain' },
  body: 'Failed to deserialize the JSON body into the target type',
};

function askedOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A key that may withdraw or make keys is the wallet of an account itself, any other an API wallet. */
function isOwner({ permissions }: PracticeKey): boolean {
  return permissions.withdraw || permissions.admin;
}

function masterOf(account: string): string {
  return `0x${createHash('sha256').update(account).digest('hex').slice(0, 40)}`;
}

/** An API wallet that was removed or has ended is no longer known. */
function roleOf(address: string, context: FrontContext): object {
  const key = context.keys.find('hyperliquid', address);
  if (!key || !isAlive(key, context)) return { role: 'missing' };
  context.identify(key);
  return isOwner(key) ? { role: 'user' } : { role: 'agent', data: { user: masterOf(key.account) } };
}

function isAlive(key: PracticeKey, context: FrontContext): boolean {
  const problem = context.keyProblem(key);
  return problem !== 'revoked' && problem !== 'expired';
}

function agentsOf(master: string, context: FrontContext): readonly object[] {
  return context.keys
    .all()
    .filter((key) => key.exchange === 'hyperliquid' && masterOf(key.account) === master)
    .filter((key) => !isOwner(key) && isAlive(key, context))
    .map(({ id, label, expiresMs }) => ({ address: id, name: label ?? 'bot', validUntil: expiresMs ?? null }));
}

function fault(what: FaultAnswer): FrontAnswer {
  return what.kind === 'server-error' ? jsonAnswer(what.status, null) : jsonAnswer(429, null);
}
