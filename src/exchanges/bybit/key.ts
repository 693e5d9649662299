import { isJsonObject, type JsonValue, privateKeyOf, type Refusal, refuse, type Secret } from '../../core/index.ts';
import { alphanumeric, alphanumericSecret } from '../bot-keys.ts';
import type {
  Ability,
  Call,
  Credential,
  CredentialParts,
  Environment,
  Key,
  KeyAbilities,
  Unclear,
} from '../exchange.ts';
import { type Bound, boundTo } from '../ip-list.ts';
import { idRefusal } from '../key-id.ts';
import { listOf, textOf } from '../replies.ts';
import { ask, envelopeOf, readError, unclear } from './calls.ts';

const ID = { character: /[A-Za-z0-9_-]/, words: 'a letter, digit, dash or underscore', least: 10, most: 64 };

/** An HMAC secret as Bybit issues it, or the PEM of an RSA private key. */
function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!isPem(parts.secret)) return { id: parts.id, scheme: 'hmac', secret: parts.secret };
  const privateKey = privateKeyOf(parts.secret);
  if (privateKey?.asymmetricKeyType !== 'rsa') {
    return refuse('credential-invalid', 'the secret is a PEM, but not of an RSA private key without a password');
  }
  return { id: parts.id, scheme: 'rsa', secret: parts.secret, privateKey };
}

function isPem(secret: Secret): boolean {
  return secret.openBytes((bytes) => bytes.subarray(0, 11).toString('latin1') === '-----BEGIN ');
}

/** Demo accounts do not serve the introspection call. */
function introspect(environment: Environment): Call | undefined {
  return environment === 'demo' ? undefined : ask('/v5/user/query-api', [], environment);
}

type Rights = readonly (readonly [group: string, right: string])[];

const trading: Rights = [
  ['Spot', 'SpotTrade'],
  ['ContractTrade', 'Order'],
  ['ContractTrade', 'Position'],
  ['Derivatives', 'DerivativesTrade'],
  ['Options', 'OptionsTrade'],
];
const moving: Rights = [
  ['Wallet', 'AccountTransfer'],
  ['Wallet', 'SubMemberTransfer'],
  ['Wallet', 'SubMemberTransferList'],
];
const withdrawing: Rights = [['Wallet', 'Withdraw']];
/** Groups that not every answer has: a finished P2P order and Bybit Pay hand coins to others. */
const alsoWithdrawing: Rights = [
  ['FiatP2P', 'FiatP2POrder'],
  // The documents' table and their sample spell this group in two ways.
  ['FiatBybitPay', 'FaitPayOrder'],
  ['FiatBitPay', 'FaitPayOrder'],
];

function readIntrospection(status: number, body: string): KeyAbilities | Unclear {
  const envelope = envelopeOf(body);
  if (status !== 200 || envelope?.code !== '0') return unclear(status, body);
  const { readOnly, permissions, ips } = envelope.result;
  const isReadOnly = textOf(readOnly);
  const ability = (rights: Rights, alsoBy: Rights = []): Ability => {
    if (isReadOnly === '1') return 'no';
    if (isReadOnly !== '0' || !isJsonObject(permissions)) return 'unknown';
    const also = alsoBy.filter(([group]) => permissions[group] !== undefined);
    const groups = [...rights, ...also].map(([group, right]) => holds(permissions[group], right));
    return groups.includes('yes') ? 'yes' : groups.includes('unknown') ? 'unknown' : 'no';
  };
  return {
    read: 'yes',
    trade: ability(trading),
    transfer: ability(moving),
    withdraw: ability(withdrawing, alsoWithdrawing),
    ipRestricted: restriction(ips).ipRestricted,
  };
}

/** A group that is not there, or is no list, says nothing. */
function holds(group: JsonValue | undefined, right: string): Ability {
  const rights = listOf(group);
  return rights === undefined ? 'unknown' : rights.includes(right) ? 'yes' : 'no';
}

/** A key without a list has the list `*`. */
export function restriction(value: JsonValue | undefined): Bound {
  if (listOf(value)?.length === 0) return { ipRestricted: 'unknown' };
  const bound = boundTo(value);
  return bound.ips?.includes('*') === true ? { ...bound, ips: [] } : bound;
}

export const key: Key = {
  credential,
  issueBotKey: (random) => ({
    id: `KW${alphanumeric(16, random).toString('latin1')}`,
    secret: alphanumericSecret(36, random),
  }),
  introspect,
  readIntrospection,
  readError,
};
