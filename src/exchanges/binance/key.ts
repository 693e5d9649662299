import {
  isJsonFault,
  isJsonObject,
  type JsonObject,
  parseJson,
  privateKeyOf,
  type Refusal,
  refuse,
  type Secret,
} from '../../core/index.ts';
import { alphanumeric, alphanumericSecret } from '../bot-keys.ts';
import { callTo } from '../endpoints.ts';
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
import { idRefusal } from '../key-id.ts';
import { textOf } from '../replies.ts';
import { facts } from './facts.ts';

const ID = { character: /[A-Za-z0-9_-]/, words: 'a letter, digit, dash or underscore', least: 10, most: 128 };

/** An HMAC secret as Binance issues it, or the PEM of an Ed25519 or RSA private key. */
function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!isPem(parts.secret)) return { id: parts.id, scheme: 'hmac', secret: parts.secret };
  const privateKey = privateKeyOf(parts.secret);
  const scheme = privateKey?.asymmetricKeyType;
  if (!privateKey || (scheme !== 'ed25519' && scheme !== 'rsa')) {
    return refuse(
      'credential-invalid',
      'the secret is a PEM, but not of an Ed25519 or RSA private key without a password',
    );
  }
  return { id: parts.id, scheme, secret: parts.secret, privateKey };
}

function isPem(secret: Secret): boolean {
  return secret.openBytes((bytes) => bytes.subarray(0, 11).toString('latin1') === '-----BEGIN ');
}

function introspect(environment: Environment): Call | undefined {
  return environment === 'live' ? callTo(facts, 'GET', '/sapi/v1/account/apiRestrictions', {}, environment) : undefined;
}

/** What flags say; those in `also` are not in every answer, so that their absence says nothing. */
export const abilityBy =
  (flags: JsonObject) =>
  (names: readonly string[], also: readonly string[] = []): Ability => {
    if ([...names, ...also].some((name) => flags[name] === true)) return 'yes';
    const isOff = also.every((name) => flags[name] === undefined || flags[name] === false);
    return isOff && names.every((name) => flags[name] === false) ? 'no' : 'unknown';
  };

function readIntrospection(status: number, body: string): KeyAbilities | Unclear {
  const value = parseJson(body);
  if (status !== 200 || isJsonFault(value) || !isJsonObject(value)) {
    return readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
  }
  const ability = abilityBy(value);
  return {
    read: ability(['enableReading']),
    trade: ability(['enableSpotAndMarginTrading', 'enableFutures'], alsoTrading),
    transfer: ability(['enableInternalTransfer', 'permitsUniversalTransfer'], ['enableMargin']),
    withdraw: ability(['enableWithdrawals']),
    ipRestricted: ability(['ipRestrict']),
  };
}

/** Flags that not every answer has, and that let a key trade as well. */
const alsoTrading = ['enableMargin', 'enableVanillaOptions', 'enablePortfolioMarginTrading', 'enableFixApiTrade'];

const causes: Readonly<Record<string, Unclear['cause']>> = {
  '-2014': 'key',
  '-2015': 'key-or-ip-or-permission',
  '-1022': 'signature',
  '-1021': 'clock',
  '-1002': 'permission',
  '-1003': 'rate',
  '-1015': 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const value = parseJson(body);
  const code = (isJsonFault(value) || !isJsonObject(value) ? undefined : textOf(value['code'])) ?? '';
  const known = Object.hasOwn(causes, code) ? causes[code] : undefined;
  const cause = known ?? (status === 429 || status === 418 ? 'rate' : undefined);
  const shown = /^-?\d{1,6}$/.test(code) ? code : 'none';
  return cause && { unclear: true, cause, message: `status ${status}, code ${shown}` };
}

export const key: Key = {
  credential,
  issueBotKey: (random) => ({
    id: `KWRD${alphanumeric(60, random).toString('latin1')}`,
    secret: alphanumericSecret(64, random),
  }),
  introspect,
  readIntrospection,
  readError,
};
