import { createPublicKey } from 'node:crypto';
import { inspect } from 'node:util';
import ccxt from 'ccxt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dialect, isRefusal, type JsonValue, type Refusal, type Secret } from '../core/index.ts';
import { botRequestOf, botRequestOfExample, botRequestOfUpstream } from './bot-request.contract.ts';
import { ccxtClient, ccxtErrorOf, type SignedByCcxt } from './ccxt-client.contract.ts';
import { ccxtEndpoints } from './ccxt-endpoints.contract.ts';
import { EndpointIndex, hostOf } from './endpoints.ts';
import type {
  Body,
  BotKey,
  BotRequest,
  Call,
  Credential,
  Endpoint,
  Environment,
  Exchange,
  IssuedBotKey,
  ParseContext,
} from './exchange.ts';
import type { ContractFixture, Example, SignedExample } from './fixture.contract.ts';
import { fixtures } from './fixtures.contract.ts';
import { exchanges } from './registry.ts';

/** A member joins by its line in the registry and one in fixtures.contract.ts. */
const members = Object.values(exchanges).flatMap((exchange) => {
  const fixture = fixtures[exchange.id];
  return fixture ? [{ id: exchange.id, exchange, fixture }] : [];
});

describe('the exchanges', () => {
  it('each have a contract fixture, as binance/contract-fixture.ts shows', () => {
    expect(members.length).toBeGreaterThan(1);
    expect(Object.keys(fixtures).sort()).toEqual(Object.keys(exchanges).sort());
  });
});

const text = (secret: Secret | undefined): string => secret?.openBytes((bytes) => bytes.toString('latin1')) ?? '';
let seed = 1;
const random = (size: number): Buffer =>
  Buffer.from(Array.from({ length: size }, () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff));

function botKeyOf(issued: IssuedBotKey): BotKey {
  if (issued.publicKeyPem !== undefined) return { id: issued.id, publicKey: createPublicKey(issued.publicKeyPem) };
  return { id: issued.id, secret: issued.secret, ...(issued.passphrase ? { passphrase: issued.passphrase } : {}) };
}

/** An exchange key that looks as the exchange makes them: bot keys do. */
function credentialOf(exchange: Exchange): Credential {
  const { id, secret, passphrase } = exchange.key.issueBotKey(random);
  const credential = exchange.key.credential({ id, secret, ...(passphrase ? { passphrase } : {}) });
  if (isRefusal(credential)) throw new Error(credential.message);
  return credential;
}

function contextOf(fixture: ContractFixture, environment: Environment = 'live'): ParseContext {
  let made = 0;
  return {
    environment,
    instrument: (symbol, kind) =>
      fixture.instruments.find((one) => one.kind === kind && (one.symbol === symbol || one.aliases?.includes(symbol))),
    newClientOrderId: () => `kw${String(++made).padStart(26, '0')}`,
    orderInstrument: () => fixture.instruments[0],
  };
}

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
const changing = (exchange: Exchange): Endpoint[] =>
  exchange.facts.endpoints.filter((endpoint) => endpoint.class === 'trade' || endpoint.class === 'settings');
const environmentsOf = (exchange: Exchange): Environment[] => [
  ...new Set(exchange.facts.hosts.map(({ environment }) => environment)),
];

interface Case {
  readonly endpoint: Endpoint;
  readonly example: Example;
}

function casesOf(exchange: Exchange, fixture: ContractFixture): Case[] {
  return Object.entries(fixture.modelled).flatMap(([name, examples]) => {
    const endpoint = exchange.facts.endpoints.find((candidate) => nameOf(candidate) === name);
    if (!endpoint) throw new Error(`not in the facts: ${name}`);
    return examples.map((example) => ({ endpoint, example }));
  });
}

function parsed(exchange: Exchange, fixture: ContractFixture, { endpoint, example }: Case): Call {
  const call = exchange.wire.parse(botRequestOfExample(example, endpoint), endpoint, contextOf(fixture));
  if (isRefusal(call)) throw new Error(`${nameOf(endpoint)}: ${call.code} ${call.message}`);
  return call;
}

const time = { timeMs: 1_790_000_000_000, nonce: 1_790_000_000_000n };

/** Every call that Keyward makes of its own. */
function ownCalls(exchange: Exchange, fixture: ContractFixture, environment: Environment): Call[] {
  const served = fixture.instruments.filter((instrument) => {
    try {
      return exchange.account.openOrders(instrument, environment).length > 0;
    } catch {
      return false;
    }
  });
  const orders = [{ orderId: '1' }, { clientOrderId: 'c1' }];
  return served.flatMap((instrument) => [
    ...exchange.account.openOrders(instrument, environment),
    ...orders.flatMap((order) => [
      exchange.account.findOrder(instrument, order, environment, 1_790_000_000_000),
      ...(exchange.account.findClosedOrder ? [exchange.account.findClosedOrder(instrument, order, environment)] : []),
    ]),
    ...['leverage', 'margin-mode', 'position-mode', 'dead-man'].flatMap(
      (name) => exchange.account.setting?.query(name, instrument, environment) ?? [],
    ),
  ]);
}

describe.each(members)('the facts of $id', ({ id, exchange, fixture }) => {
  const { facts } = exchange;

  it('have a name, a source and the day they were read', () => {
    expect(exchange.id).toBe(id);
    expect(facts.name.length).toBeGreaterThan(2);
    expect(facts.source.length).toBeGreaterThan(10);
    expect(facts.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(facts.modelled.length).toBeGreaterThan(0);
  });

  it('name each host once in an environment, and always in the same group', () => {
    const names = facts.hosts.map(({ name, environment }) => `${name} ${environment}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, group } of facts.hosts) {
      expect(name).toMatch(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
      expect(facts.hosts.filter((host) => host.name === name && host.group !== group)).toEqual([]);
    }
  });

  it('list each endpoint once, with a class, a source and a host that serves it', () => {
    expect(() => new EndpointIndex(facts)).not.toThrow();
    const names = facts.endpoints.map((endpoint) => `${endpoint.group} ${nameOf(endpoint)}`.replace(/\{\w+\}/g, '{}'));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    for (const { method, path, source, group } of facts.endpoints) {
      expect(['GET', 'POST', 'PUT', 'DELETE']).toContain(method);
      expect(path).toMatch(/^(?:\/(?:[A-Za-z0-9_.:~-]+|\{\w+\}))+$/);
      expect(source).not.toBe('');
      expect(facts.hosts.some((host) => host.group === group)).toBe(true);
    }
  });

  it('know at least one endpoint that withdraws, and let none of its kind be read or traded', () => {
    expect(facts.endpoints.some((endpoint) => endpoint.class === 'withdraw')).toBe(true);
    const open = facts.endpoints.filter(({ class: cls }) => ['public', 'read', 'trade', 'settings'].includes(cls));
    const moving = /withdraw(?:al)?s?$|withdraw(?:al)?\/apply|\/transfer$|[a-z]Transfer$/;
    expect(open.filter(({ method, path }) => method !== 'GET' && moving.test(path)).map(nameOf)).toEqual([]);
  });

  it('name headers in lower case, each in one list', () => {
    const { auth, pass, strip, environment } = facts.headers;
    const names = [...auth, ...pass, ...strip, ...Object.keys(environment)];
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(auth.length).toBeGreaterThan(0);
  });

  it('give base URLs on hosts of their own', () => {
    for (const url of Object.values(facts.baseUrls)) {
      expect(facts.hosts.map((host) => host.name)).toContain(url.split('/')[1]);
    }
  });

  it('classifies every endpoint that ccxt knows', () => {
    const spelt = (path: string): string => path.replace(/\{\w+\}/g, '{}');
    const known = new Set(facts.endpoints.map(({ group, method, path }) => `${group} ${method} ${spelt(path)}`));
    const all = ccxtEndpoints(ccxtClient(fixture.ccxt, exchange.key.issueBotKey(random)), fixture.ccxtParams);
    expect(all.length).toBeGreaterThan(50);
    const missing = all.filter(({ method, host, path }) => {
      if (fixture.notApi?.includes(host)) return false;
      const { group } = facts.hosts.find(({ name }) => name === host) ?? { group: `no host ${host}` };
      return method !== 'PATCH' && !known.has(`${group} ${method} ${spelt(path)}`);
    });
    expect(missing.map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([]);
  });
});

describe.each(members)('a bot key of $id', ({ exchange, fixture }) => {
  it('looks like a key of the exchange, and its id tells that it is none', () => {
    const issued = exchange.key.issueBotKey(random);
    expect(issued.id).toMatch(fixture.botKey.id);
    expect(text(issued.secret)).toMatch(fixture.botKey.secret);
    expect(issued.passphrase !== undefined).toBe(fixture.botKey.passphrase !== undefined);
    if (fixture.botKey.passphrase) expect(text(issued.passphrase)).toMatch(fixture.botKey.passphrase);
  });

  it('is never issued twice', () => {
    const all = Array.from({ length: 50 }, () => exchange.key.issueBotKey(random));
    expect(new Set(all.map(({ id }) => id)).size).toBe(50);
    expect(new Set(all.map(({ secret }) => text(secret))).size).toBe(50);
  });

  it('takes its chance from the argument alone', () => {
    const from = (start: number) => {
      seed = start;
      const { id, secret, passphrase } = exchange.key.issueBotKey(random);
      return [id, text(secret), text(passphrase)];
    };
    expect(from(7)).toEqual(from(7));
    expect(from(7)).not.toEqual(from(8));
  });

  it('does not print', () => {
    const issued = exchange.key.issueBotKey(random);
    const credential = credentialOf(exchange);
    const printed = [issued, credential]
      .map((one) => `${JSON.stringify(one)}${inspect(one, { depth: 9, showHidden: true })}`)
      .join();
    for (const secret of [issued.secret, issued.passphrase, credential.secret, credential.passphrase]) {
      if (secret) expect(printed).not.toContain(text(secret).slice(-40, -4));
    }
  });

  it('is refused as an exchange key when its id is not of the exchange', () => {
    const { secret, passphrase } = exchange.key.issueBotKey(random);
    const refusal = exchange.key.credential({ id: '', secret, ...(passphrase ? { passphrase } : {}) });
    expect(isRefusal(refusal) && refusal.code).toBe('credential-invalid');
  });
});

function requestOf(signed: SignedByCcxt): BotRequest {
  return botRequestOf(signed);
}

/** The request with one bit changed at `at` in the part named. */
function flipped(request: BotRequest, part: string, at: number): BotRequest | undefined {
  const flip = (value: string): string =>
    value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ 1) + value.slice(at + 1);
  const body = (raw: string) => botRequestOf({ method: request.method, url: `https://h.example/x?${raw}` }).query;
  if (part === 'query') {
    const rawQuery = flip(request.rawQuery);
    return { ...request, rawQuery, query: body(rawQuery) };
  }
  if (part === 'path') {
    const path = flip(request.path);
    return { ...request, path, addressedAs: [`https://${request.host}${path}`] };
  }
  if (part === 'body') {
    const rawBody = flip(request.rawBody);
    return {
      ...request,
      rawBody,
      body: request.body.kind === 'form' ? { kind: 'form', params: body(rawBody) } : request.body,
    };
  }
  const headers = new Map(request.headers);
  headers.set(part, flip(headers.get(part) ?? ''));
  return { ...request, headers };
}

function lengthOf(request: BotRequest, part: string): number {
  if (part === 'query') return request.rawQuery.length;
  if (part === 'body') return request.rawBody.length;
  return part === 'path' ? request.path.length : (request.headers.get(part) ?? '').length;
}

describe.each(members)('the signature of a bot of $id', ({ exchange, fixture }) => {
  const { wire } = exchange;
  const issued = exchange.key.issueBotKey(random);
  const other = exchange.key.issueBotKey(random);
  const client = ccxtClient(fixture.ccxt, issued);
  const sign = ({ path, api, method, params }: SignedExample): BotRequest =>
    requestOf(client.sign(path, api, method, { ...params }));

  it.each(fixture.signed)('is accepted as ccxt makes it: $method $path', (example) => {
    const request = sign(example);
    expect(wire.keyId(request)).toBe(issued.id);
    expect(wire.isSigned(request)).toBe(true);
    const verified = wire.verify(request, botKeyOf(issued));
    expect(isRefusal(verified) ? verified.message : 'accepted').toBe('accepted');
  });

  it.each(fixture.signed)('tells when it was made, or has a number that rises: $method $path', (example) => {
    const verified = wire.verify(sign(example), botKeyOf(issued));
    if (isRefusal(verified)) throw new Error(verified.message);
    if (verified.signedAtMs === undefined) expect(verified.nonce).toBeTypeOf('bigint');
    else expect(Math.abs(verified.signedAtMs - Date.now())).toBeLessThan(60_000);
    if (verified.windowMs !== undefined) expect(verified.windowMs).toBeGreaterThan(0);
  });

  it.each(fixture.signed)('is refused with one bit changed anywhere that it covers: $method $path', (example) => {
    const request = sign(example);
    const accepted: string[] = [];
    for (const part of example.covered) {
      expect(lengthOf(request, part)).toBeGreaterThan(0);
      for (let at = 0; at < lengthOf(request, part); at++) {
        const changed = flipped(request, part, at);
        if (changed && !isRefusal(wire.verify(changed, botKeyOf(issued)))) accepted.push(`${part} at ${at}`);
      }
    }
    expect(accepted).toEqual([]);
  });

  it.each(fixture.signed)('is refused with the key of another bot, or with none: $method $path', (example) => {
    const request = sign(example);
    const codes = [botKeyOf(other), { ...botKeyOf(other), id: issued.id }, { id: issued.id }].map(
      (key) => (wire.verify(request, key) as Refusal).code,
    );
    expect(codes).toEqual(['bot-unknown', 'bot-unknown', 'bot-unknown']);
  });

  it('is not seen in a request that has none', () => {
    const request = botRequestOf({ method: 'GET', url: `https://${exchange.facts.hosts[0]!.name}/` });
    expect(wire.keyId(request)).toBeUndefined();
    expect(wire.isSigned(request)).toBe(false);
    expect((wire.verify(request, botKeyOf(issued)) as Refusal).code).toBe('bot-unknown');
  });

  it('is read from any headers and parameters without a throw', () => {
    const names = exchange.facts.headers.auth;
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), fc.string()),
        fc.webQueryParameters(),
        fc.string(),
        (headers, query, body) => {
          const request = botRequestOf({ method: 'POST', url: `https://h.example/a?${query}`, headers, body });
          wire.keyId(request);
          wire.isSigned(request);
          expect(isRefusal(wire.verify(request, botKeyOf(issued)))).toBe(true);
        },
      ),
    );
  });
});

/** Bodies with nothing in them. */
const empty: readonly Body[] = [
  { kind: 'none' },
  { kind: 'form', params: [] },
  { kind: 'json', value: {} },
  { kind: 'json', value: [] },
];

function emptyRequest(endpoint: Endpoint, exchange: Exchange, body: Body): BotRequest {
  const host = exchange.facts.hosts.find(({ group }) => group === endpoint.group)!.name;
  const path = endpoint.path.replace(/\{\w+\}/g, 'x');
  return { ...botRequestOf({ method: endpoint.method, url: `https://${host}${path}` }), body };
}

describe.each(members)('the requests of a bot of $id', ({ exchange, fixture }) => {
  const { wire } = exchange;
  const cases = casesOf(exchange, fixture);

  it.each(cases)('are read as what they want: $endpoint.method $endpoint.path', ({ endpoint, example }) => {
    const call = parsed(exchange, fixture, { endpoint, example });
    expect(call.intents.map(({ action }) => action)).toEqual(example.actions);
    expect(call.endpoint).toBe(endpoint);
    expect(call.host).toBe(example.host);
    expect(call.environment).toBe('live');
  });

  it('are refused as not modelled on every other endpoint that trades or sets', () => {
    const wrong = changing(exchange).flatMap((endpoint) =>
      empty.flatMap((body) => {
        const result = wire.parse(emptyRequest(endpoint, exchange, body), endpoint, contextOf(fixture));
        const isModelled = Object.hasOwn(fixture.modelled, nameOf(endpoint));
        const code = isRefusal(result) ? result.code : 'read';
        const fits = isModelled
          ? code !== 'not-modelled' && code !== 'internal'
          : code === 'not-modelled' || code === 'http-body';
        return fits ? [] : [`${nameOf(endpoint)}: ${code}`];
      }),
    );
    expect(wrong).toEqual([]);
    const stray = Object.keys(fixture.modelled).filter(
      (name) => !changing(exchange).some((one) => nameOf(one) === name),
    );
    expect(stray).toEqual([]);
  });

  it.each(cases)('leave as they were read: $endpoint.method $endpoint.path', ({ endpoint, example }) => {
    const call = parsed(exchange, fixture, { endpoint, example });
    const upstream = wire.build(call, credentialOf(exchange), time);
    const again = wire.parse(botRequestOfUpstream(upstream), endpoint, contextOf(fixture));
    if (isRefusal(again)) throw new Error(again.message);
    expect(again.intents).toEqual(call.intents);
    expect(upstream.method).toBe(endpoint.method);
    expect(upstream.host).toBe(example.host);
    expect(upstream.target.split('?')[0]).toBe(example.path ?? endpoint.path);
  });

  it.each(cases)(
    'are refused with a parameter that is not known: $endpoint.method $endpoint.path',
    ({ endpoint, example }) => {
      const codes = withUnknown(example).map((changed) => {
        const result = wire.parse(botRequestOfExample(changed, endpoint), endpoint, contextOf(fixture));
        return isRefusal(result) ? result.code : 'read';
      });
      expect(codes[0]).toBe('parameter-unknown');
      expect(codes).not.toContain('read');
    },
  );

  it('are read or refused, whatever they hold', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.anything(), fc.string(), ({ endpoint, example }, value, name) => {
        const changed = mutated(example, name, value);
        if (!changed) return;
        const result = wire.parse(botRequestOfExample(changed, endpoint), endpoint, contextOf(fixture));
        if (!isRefusal(result)) expect(result.intents.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('to read are read or refused, and want nothing but to read', () => {
    const wrong = exchange.facts.endpoints
      .filter((endpoint) => endpoint.class === 'read' || endpoint.class === 'public')
      .flatMap((endpoint) =>
        empty.flatMap((body) => {
          const result = wire.parse(emptyRequest(endpoint, exchange, body), endpoint, contextOf(fixture));
          if (isRefusal(result)) return [];
          const wants = result.intents.map(({ action }) => action).join();
          return wants === (endpoint.class === 'read' ? 'read' : '') ? [] : [`${nameOf(endpoint)}: ${wants}`];
        }),
      );
    expect(wrong).toEqual([]);
  });
});

/** The example with an unknown parameter in each object and list of parameters that it has. */
function withUnknown(example: Example): Example[] {
  const more = { keyward_unknown: '1' };
  const json =
    example.json === undefined ? [] : unknownInside(example.json).map((value) => ({ ...example, json: value }));
  return [
    ...(example.query ? [{ ...example, query: { ...example.query, ...more } }] : []),
    ...(example.form ? [{ ...example, form: { ...example.form, ...more } }] : []),
    ...json,
  ];
}

function unknownInside(value: unknown): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item, at) => unknownInside(item).map((changed) => value.with(at, changed)));
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, item]) =>
    unknownInside(item).map((changed) => ({ ...value, [name]: changed })),
  );
  return [{ ...value, keyward_unknown: '1' }, ...inside];
}

/** The example with one value replaced or added; `undefined` when the value cannot be sent. */
function mutated(example: Example, name: string, value: unknown): Example | undefined {
  const key = (of: object): string => Object.keys(of)[name.length % Math.max(1, Object.keys(of).length)] ?? name;
  let sent: unknown;
  try {
    sent = JSON.parse(JSON.stringify(value) ?? 'null') as JsonValue;
  } catch {
    return undefined;
  }
  const plain = typeof sent === 'string' ? sent : JSON.stringify(sent);
  if (example.json !== undefined) {
    const json = example.json as object;
    return { ...example, json: Array.isArray(json) ? [sent] : { ...json, [key(json)]: sent } };
  }
  if (example.form) return { ...example, form: { ...example.form, [key(example.form)]: plain } };
  return { ...example, query: { ...example.query, [key(example.query ?? {})]: plain } };
}

describe.each(members)("Keyward's own calls to $id", ({ exchange, fixture }) => {
  const environments = environmentsOf(exchange);

  it('ask after orders and settings at endpoints that only read', () => {
    expect(ownCalls(exchange, fixture, 'live').length).toBeGreaterThan(1);
    for (const environment of environments) {
      for (const call of ownCalls(exchange, fixture, environment)) {
        expect(exchange.facts.endpoints).toContain(call.endpoint);
        expect(call.endpoint.class).toBe('read');
        expect(call.environment).toBe(environment);
        expect(call.host).toBe(hostOf(exchange.facts.hosts, call.endpoint.group, environment)?.name);
      }
    }
  });

  it('ask what a key can do, or the facts say why not', () => {
    const call = exchange.key.introspect('live');
    if (!call) expect(fixture.noIntrospection).toMatch(/.{10,}/);
    else expect(call.endpoint.class).toBe('read');
    for (const [status, body] of [
      [200, ''],
      [200, '[]'],
      [401, 'Unauthorized'],
      [500, '<html>'],
    ] as const) {
      const read = exchange.key.readIntrospection(status, body);
      expect('unclear' in read || !Object.values(read).includes('yes')).toBe(true);
    }
  });

  it('ask for markets, prices and the time without a key', () => {
    for (const environment of environments) {
      const { market } = exchange;
      const calls = [
        ...market.instruments(environment),
        ...market.prices(fixture.instruments, environment),
        market.time(environment),
      ];
      for (const call of calls) {
        expect(call.endpoint.class).toBe('public');
        expect(call.environment).toBe(environment);
        const built = exchange.wire.build(call, undefined, { timeMs: 0 });
        expect(Object.keys(built.headers).filter((name) => exchange.facts.headers.auth.includes(name))).toEqual([]);
      }
    }
    expect(exchange.market.readTime(fixture.time.body)).toBe(fixture.time.timeMs);
    for (const body of ['', '{}', '[]', 'null', '{"serverTime":"soon"}'])
      expect(exchange.market.readTime(body)).toBeUndefined();
  });

  it('do not take an answer that they cannot read for a good one', () => {
    const [instrument] = fixture.instruments;
    for (const [status, body] of [
      [200, ''],
      [200, 'null'],
      [500, '{}'],
      [502, '<html>'],
      [429, '{}'],
    ] as const) {
      const found = exchange.account.readFound(status, body, instrument!, { clientOrderId: 'c1' });
      expect(found === 'absent' || !('unclear' in found)).toBe(false);
      const [open] = exchange.account.openOrders(instrument!, 'live');
      expect(exchange.account.readOpenOrders(open!, status, body, instrument!)).toHaveProperty('unclear');
      for (const call of exchange.market.instruments('live')) {
        expect(exchange.market.readInstruments(call, body === '{}' ? '' : body)).toHaveProperty('unclear');
      }
    }
  });

  it('take a lost answer for an unknown outcome of each intent', () => {
    for (const one of casesOf(exchange, fixture)) {
      const call = parsed(exchange, fixture, one);
      const outcomes = [500, 502, 504].map((status) => exchange.account.outcomes(call, status, '<html>'));
      for (const outcome of [...outcomes, exchange.account.outcomes(call, 200, '')]) {
        expect(outcome.map(({ kind }) => kind)).toEqual(call.intents.map(() => 'unknown'));
      }
    }
  });

  it('hold secret and passphrase nowhere but the passphrase in its header', () => {
    const credential = credentialOf(exchange);
    const calls = [
      ...casesOf(exchange, fixture).map((one) => parsed(exchange, fixture, one)),
      ...ownCalls(exchange, fixture, 'live'),
    ];
    for (const call of calls) {
      const built = exchange.wire.build(call, credential, time);
      const headers = Object.entries(built.headers).filter(([name]) => name !== fixture.passphraseHeader);
      const sent = [built.target, built.body, ...headers.flat()].join('\n');
      expect(sent).not.toContain(text(credential.secret));
      if (credential.passphrase) expect(sent).not.toContain(text(credential.passphrase));
      expect(Object.keys(built.headers).filter((name) => name !== name.toLowerCase())).toEqual([]);
    }
  });

  it('read limits from any headers, and stay away after a 429', () => {
    const { group } = exchange.facts.hosts[0]!;
    const waits = exchange.wire.rate(429, {}, group, '').map(({ retryAfterMs }) => retryAfterMs ?? 0);
    expect(Math.max(...waits)).toBeGreaterThan(0);
    const name = fc.oneof(fc.constantFrom(...limitHeaders), fc.string());
    const value = fc.oneof(fc.nat().map(String), fc.string());
    const status = fc.oneof(fc.constantFrom(200, 403, 418, 429), fc.integer());
    fc.assert(
      fc.property(status, fc.dictionary(name, value), fc.string(), (code, headers, body) => {
        for (const reading of exchange.wire.rate(code, headers, group, body)) expect(reading.bucket).toBe(group);
      }),
    );
  });

  it('read that too many were sent from how the exchange says it, which is no ban', () => {
    const { group } = exchange.facts.hosts[0]!;
    const { status, headers, body } = exchange.wire.refusal('rate-limit', 'too many', undefined);
    const [reading, ...more] = exchange.wire.rate(status, headers, group, body);
    expect(more).toEqual([]);
    expect(reading).toEqual({ bucket: group, retryAfterMs: expect.any(Number) });
    expect(reading!.retryAfterMs).toBeGreaterThan(0);
  });
});

const limitHeaders = [
  'retry-after',
  'x-mbx-used-weight-1m',
  'x-mbx-order-count-10s',
  'x-bapi-limit',
  'x-bapi-limit-status',
  'x-bapi-limit-reset-timestamp',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
];

/** Statuses with which clients stop, and the class of ccxt that a bot sees. */
const dialects: readonly (readonly [Dialect, readonly string[]])[] = [
  ['permission', ['PermissionDenied']],
  ['invalid-order', ['InvalidOrder']],
  ['bad-request', ['BadRequest', 'InvalidOrder']],
  ['auth', ['AuthenticationError']],
  ['timestamp', ['InvalidNonce']],
  ['rate-limit', ['RateLimitExceeded', 'DDoSProtection']],
  ['unknown-outcome', ['RequestTimeout', 'ExchangeNotAvailable', 'OperationFailed']],
];

describe.each(members)('a refusal in the dialect of $id', ({ exchange, fixture }) => {
  const client = ccxtClient(fixture.ccxt, exchange.key.issueBotKey(random));
  const endpoints = [
    undefined,
    ...exchange.facts.endpoints.filter(({ class: cls }) => cls === 'trade' || cls === 'withdraw'),
  ];
  const message = 'keyward: order-notional: 100 250; keyward explain 01J';

  it.each(dialects)('%s: has a status that clients take for what it is, and holds the message', (dialect) => {
    for (const endpoint of endpoints) {
      const { status, body, headers } = exchange.wire.refusal(dialect, message, endpoint);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status < 500 || dialect === 'unknown-outcome').toBe(true);
      expect(status !== 429 && status !== 418).toBe(dialect !== 'rate-limit' || status !== 429);
      expect(body).toContain(message);
      expect(headers['content-type']).toContain('application/json');
      expect(() => JSON.parse(body) as unknown).not.toThrow();
    }
  });

  it.each(dialects)('%s: is one of %s to a bot that uses ccxt', (dialect, classes) => {
    for (const url of fixture.errorUrls) {
      for (const endpoint of endpoints) {
        const error = ccxtErrorOf(client, url, exchange.wire.refusal(dialect, message, endpoint));
        expect(classes).toContain(error?.constructor.name);
      }
    }
  });

  it('never says that the key is wrong when only a request is denied', () => {
    for (const dialect of ['permission', 'invalid-order', 'bad-request', 'unknown-outcome', 'rate-limit'] as const) {
      for (const url of fixture.errorUrls) {
        const error = ccxtErrorOf(client, url, exchange.wire.refusal(dialect, message, undefined));
        const isPermission = error instanceof ccxt.PermissionDenied;
        expect(error instanceof ccxt.AuthenticationError && !isPermission).toBe(false);
      }
    }
  });
});
