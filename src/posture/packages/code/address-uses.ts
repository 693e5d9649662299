import type { AddressUse } from '../facts.ts';
import { type Clients, clientsOf } from './clients.ts';
import { type Code, type Entry, everyPart } from './code.ts';
import { plainProgram } from './rewrite.ts';
import { type Addresses, addressesOf } from './texts.ts';

type Use = Omit<AddressUse, 'file'>;

/** Fields of ccxt that say where a request goes. */
const CCXT_FIELDS = new Map([
  ['urls', false],
  ['hostname', true],
  ['proxyurl', false],
  ['proxy_url', false],
  ['proxy', false],
]);
/** Fields by which the exchanges' own clients are told where to go. */
const SDK_FIELD =
  /^(rest|ws|http|https|api|spot|futures?)?_?(base|api|rest|ws|http)_?(url|uri|path|host|endpoint)s?$|^(host|hostname|endpoint|domain_?url|[a-z_]*api_url|[a-z_]*_url)$/i;
/** Methods of ccxt by which every request goes, in both spellings. */
const METHODS = new Set([
  'sign',
  'describe',
  'fetch',
  'fetch2',
  'request',
  'preparerequestheaders',
  'setheaders',
  'handleresponse',
  'implodehostname',
  'fetchimplementation',
]);
const isMethod = (name: string): boolean => METHODS.has(name.toLowerCase().replaceAll('_', ''));
const CALLS_OUT = /^(fetch|axios|got|request|requests|urlopen|httpx|aiohttp|superagent|needle|undici|https?)$/;

/** Everything in a program that says to which address a client of an exchange speaks. */
export function addressUses(written: Code): Use[] {
  const program = plainProgram(written, clientsOf(written).bindings);
  const clients = clientsOf(program);
  const found: Use[] = [];
  for (const part of everyPart(program)) {
    if (part.k === 'call') found.push(...callUses(part, clients));
    if (part.k === 'set') found.push(...setUses(part, clients));
    if (part.k === 'class') found.push(...classUses(part, clients));
  }
  return merged(found);
}

/** One thing that is seen in two ways, as an option and by what it is made of, is told once. */
function merged(uses: readonly Use[]): Use[] {
  const byPlace = new Map<string, Use>();
  for (const use of uses) {
    const key = `${use.line} ${use.what}`;
    const before = byPlace.get(key);
    const hosts = new Map([...(before?.hosts ?? []), ...use.hosts].map((host) => [host.host, host]));
    byPlace.set(key, { ...use, hosts: [...hosts.values()], isOpen: use.isOpen && (before?.isOpen ?? true) });
  }
  return [...byPlace.values()];
}

const useOf = (line: number, what: string, { hosts, isOpen }: Addresses): Use => ({ line, what, hosts, isOpen });

/** Settings for ccxt that stand in a file of their own, as freqtrade's `ccxt_config`. */
export function settingsUses(settings: Code): Use[] {
  const found: Use[] = [];
  for (const part of everyPart(settings)) {
    if (part.k !== 'object') continue;
    for (const { key, value } of part.entries) {
      if (!/^ccxt_(async_|sync_)?config$/.test(key)) continue;
      const none: Clients = clientsOf({ k: 'other', parts: [], line: 1 });
      found.push(...fieldUses(entriesOf(value, none), none, 'ccxt'));
    }
  }
  return merged(found);
}

function callUses(call: Code & { k: 'call' }, clients: Clients): Use[] {
  const kind = clients.isCcxtClass(call.to) ? 'ccxt' : clients.isSdkClass(call.to) ? 'sdk' : undefined;
  // In Python the options may be named: `ccxt.okx(config={…})`.
  const named = (call.named ?? []).flatMap((entry) =>
    entry.key === 'config' ? entriesOf(entry.value, clients) : [entry],
  );
  const entries = [...call.args.flatMap((arg) => entriesOf(arg, clients)), ...named];
  const own = kind === undefined ? [] : fieldUses(entries, clients, kind);
  return [...own, ...mergeUses(call, clients), ...hiddenUses(call, clients)];
}

/** The fields of an object, also of one that has a name. */
function entriesOf(code: Code, clients: Clients, depth = 0): readonly Entry[] {
  if (code.k === 'object')
    return code.entries.flatMap((entry) =>
      entry.key === '...' ? entriesOf(entry.value, clients, depth + 1) : [entry],
    );
  if (code.k === 'name' && depth < 4)
    return (clients.bindings.get(code.name) ?? []).flatMap((value) => entriesOf(value, clients, depth + 1));
  return [];
}

function fieldUses(entries: readonly Entry[], clients: Clients, kind: 'ccxt' | 'sdk'): Use[] {
  return entries.flatMap(({ key, value }): Use[] => {
    // `options: { … }` and `configurationRestAPI: { … }`.
    const inner = entriesOf(value, clients);
    if (kind === 'sdk' && inner.length > 0) return fieldUses(inner, clients, kind);
    if (kind === 'ccxt' && key === 'options') return fieldUses(inner, clients, kind);
    if (key === '...' && inner.length > 0) return fieldUses(inner, clients, kind);
    const isHost = kind === 'ccxt' ? CCXT_FIELDS.get(key.toLowerCase()) : SDK_FIELD.test(key);
    if (isHost === undefined || (kind === 'sdk' && !isHost)) return [];
    return [useOf(value.line, key, setAddresses(value, clients, isHost))];
  });
}

/** Names of a chain of members from its end: `x.urls['api']` gives `api`, `urls`. */
function chainOf(code: Code): { readonly keys: readonly (string | undefined)[]; readonly root: Code } {
  const keys: (string | undefined)[] = [];
  let at = code;
  while (at.k === 'member') {
    keys.push(at.key);
    at = at.of;
  }
  return { keys, root: at };
}

/** The piece of a chain that stands before `.urls`, where one is. */
function ownerOfUrls(
  code: Code,
): { readonly owner: Code; readonly below: readonly (string | undefined)[] } | undefined {
  const below: (string | undefined)[] = [];
  for (let at = code; at.k === 'member'; at = at.of) {
    if (at.key === 'urls') return { owner: at.of, below: below.reverse() };
    below.push(at.key);
  }
  return undefined;
}

/** Such an object is a client for sure, or has the very fields of one of ccxt. */
function isUrlsOfClient(code: Code, value: Code, clients: Clients): boolean {
  const urls = ownerOfUrls(code);
  if (!urls) return false;
  if (clients.isClient(urls.owner) || clients.isCcxtClass(urls.owner)) return true;
  const hasApi = urls.below[0] === 'api' || (value.k === 'object' && value.entries.some(({ key }) => key === 'api'));
  return hasApi || clients.ccxt.size > 0;
}

function setUses(set: Code & { k: 'set' }, clients: Clients): Use[] {
  if (set.to.k !== 'member') return [];
  const { keys } = chainOf(set.to);
  const last = keys[0] ?? '';
  const owner = set.to.of;
  if (isUrlsOfClient(set.to, set.value, clients)) return [useOf(set.line, 'urls', setAddresses(set.value, clients))];
  const sent = sendingUse(set, clients);
  if (sent) return [sent];
  const isOwned =
    isNamedClient(owner) ||
    clients.isClient(owner) ||
    clients.isCcxtClass(owner) ||
    clients.isSdkClass(owner) ||
    isPrototype(owner, clients);
  if (!isOwned) return [];
  if (isMethod(last)) return methodUse(set.line, last, set.value, clients);
  const isField = CCXT_FIELDS.has(last.toLowerCase()) || SDK_FIELD.test(last);
  return isField ? [useOf(set.line, last, setAddresses(set.value, clients, true))] : [];
}

function isPrototype(code: Code, clients: Clients): boolean {
  return code.k === 'member' && code.key === 'prototype' && clients.isCcxtClass(code.of);
}

/** `Object.assign(x.urls, …)`, `x.urls.update(…)`, `deepExtend(x.urls, …)`. */
function mergeUses(call: Code & { k: 'call' }, clients: Clients): Use[] {
  if (
    call.to.k !== 'member' ||
    !['assign', 'update', 'deepExtend', 'deep_extend', 'extend'].includes(call.to.key ?? '')
  )
    return [];
  const [first, ...rest] = call.args;
  const onto = call.to.key === 'update' ? call.to.of : first;
  const given = call.to.key === 'update' ? call.args : rest;
  const value = given[0];
  if (!onto || !value || !isUrlsOfClient({ k: 'member', of: onto, line: call.line }, value, clients)) return [];
  return given.map((one) => useOf(call.line, 'urls', addressesOf(one, clients.bindings)));
}

/** What a field is set to. What is made by a call and shows no host is open. */
function setAddresses(value: Code, clients: Clients, isHost = false): Addresses {
  const found = addressesOf(value, clients.bindings, isHost);
  if (found.hosts.length > 0 || found.isOpen) return found;
  for (const part of everyPart(value)) if (part.k === 'call') return { hosts: [], isOpen: true };
  return found;
}

const isNamed = (code: Code, ...names: readonly string[]): boolean => code.k === 'name' && names.includes(code.name);
const hasClients = ({ ccxt, sdk }: Clients): boolean => ccxt.size + sdk.size > 0;
const isOwnMethod = (code: Code): boolean =>
  code.k === 'function' && /^(describe|sign|implode_?hostname)$/i.test(code.name);

/** As freqtrade and others call their client of ccxt: `self.dp._exchange._api`. */
const isNamedClient = (code: Code): boolean => code.k === 'member' && /^_api(_async)?$|^_?ccxt$/.test(code.key ?? '');

const SENDERS = /^(fetch|https?|axios|undici|requests|httpx|aiohttp|urllib3?|socket)$/;

/** `globalThis.fetch = …`, `requests.Session.request = …`: what every client of the process sends with. */
function sendingUse(set: Code & { k: 'set' }, clients: Clients): Use | undefined {
  if (!hasClients(clients)) return undefined;
  const { keys, root } = chainOf(set.to);
  const isGlobal = isNamed(root, 'globalThis', 'global', 'window', 'self');
  const names = [...(root.k === 'name' && !isGlobal ? [root.name] : []), ...[...keys].reverse()];
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const isWhole = names.length === 1 && isGlobal && first === 'fetch';
  if (!isWhole && (names.length < 2 || !SENDERS.test(first))) return undefined;
  if (/^base_?url$/i.test(last))
    return clients.sdk.size > 0 ? useOf(set.line, names.join('.'), setAddresses(set.value, clients, true)) : undefined;
  const isCode = set.value.k === 'function' || set.value.k === 'name' || set.value.k === 'call';
  return isCode ? methodUse(set.line, names.join('.'), set.value, clients)[0] : undefined;
}

/** A client behind a `Proxy`, what is done to each request, and code that stands in a text. */
function hiddenUses(call: Code & { k: 'call' }, clients: Clients): Use[] {
  const [first, second] = call.args;
  if (!hasClients(clients) || first === undefined) return [];
  if (isNamed(call.to, 'Proxy') && second && clients.isClient(first))
    return methodUse(call.line, 'Proxy', { k: 'function', name: '', body: [second], line: call.line }, clients);
  const { keys, root } = chainOf(call.to);
  if (keys[0] === 'use' && keys.includes('interceptors') && isNamed(root, 'axios') && clients.sdk.size > 0)
    return methodUse(call.line, 'interceptors', first, clients);
  if (!isNamed(call.to, 'eval', 'exec', 'Function')) return [];
  const text = [...call.args].flatMap((arg) => [...everyPart(arg)]).find((part) => part.k === 'text');
  const isHarmless =
    text?.k === 'text' &&
    call.args.every(({ k }) => k === 'text') &&
    !/urls|host|sign|describe|fetch|request/i.test(
      call.args.map((arg) => (arg.k === 'text' ? arg.text : '')).join(' '),
    );
  return isHarmless ? [] : [useOf(call.line, 'code in a text', { hosts: [], isOpen: true })];
}

function classUses(code: Code & { k: 'class' }, clients: Clients): Use[] {
  const isCcxt = code.bases.some((base) => clients.isCcxtClass(base));
  const isSdk = code.bases.some((base) => clients.isSdkClass(base));
  // A base that is handed in, or a part of the library that sends for ccxt.
  const isMixed = clients.ccxt.size > 0 && code.body.some(isOwnMethod);
  const isSender =
    hasClients(clients) &&
    code.bases.some((base) => chainOf(base).keys[0] === 'HTTPAdapter' || isNamed(base, 'HTTPAdapter'));
  if (isSender)
    return code.body.flatMap((part) => (part.k === 'function' ? methodUse(part.line, part.name, part, clients) : []));
  if (!isCcxt && !isSdk && !(isMixed && code.bases.length > 0)) return [];
  return code.body.flatMap((member): Use[] => {
    if (member.k === 'function')
      return isMethod(member.name) || isSdk
        ? methodUse(member.line, member.name, member, clients)
        : ownFields(member, clients);
    if (member.k !== 'set' || member.to.k !== 'name') return [];
    const name = member.to.name;
    if (isMethod(name)) return methodUse(member.line, name, member.value, clients);
    const isField = CCXT_FIELDS.has(name.toLowerCase()) || SDK_FIELD.test(name);
    return isField ? [useOf(member.line, name, addressesOf(member.value, clients.bindings, true))] : [];
  });
}

/** `this.urls = …` and `self.hostname = …` inside of a class of its own. */
function ownFields(method: Code, clients: Clients): Use[] {
  const found: Use[] = [];
  for (const part of everyPart(method)) {
    if (part.k !== 'set' || part.to.k !== 'member' || part.to.key === undefined) continue;
    const { root } = chainOf(part.to);
    const isOwn = root.k === 'name' && (root.name === 'this' || root.name === 'self');
    if (isOwn && CCXT_FIELDS.has(part.to.key.toLowerCase()))
      found.push(useOf(part.line, part.to.key, addressesOf(part.value, clients.bindings, true)));
  }
  return found;
}

/** What stands in place of a method: the hosts in its body, and whether it calls out to what only a run shows. */
function methodUse(line: number, name: string, value: Code, clients: Clients): Use[] {
  const bodies = value.k === 'name' ? (clients.bindings.get(value.name) ?? []) : [value];
  if (bodies.length === 0) return [useOf(line, name, { hosts: [], isOpen: true })];
  const found = bodies.map((body) => addressesOf({ k: 'function', name: '', body: [body], line }, clients.bindings));
  const hosts = found.flatMap((one) => one.hosts);
  const isOpen = hosts.length === 0 && bodies.some((body) => callsOut(body));
  return [useOf(line, name, { hosts, isOpen })];
}

/** It sends something itself, with an address that does not stand there. */
function callsOut(body: Code): boolean {
  for (const part of everyPart(body)) {
    if (part.k !== 'call') continue;
    const { root, keys } = chainOf(part.to);
    const name = root.k === 'name' ? root.name : '';
    if (name === 'this' || name === 'self' || name === 'super') continue;
    if (
      CALLS_OUT.test(name) &&
      (part.to.k === 'name' || keys.some((key) => /^(get|post|put|request|open|urlopen)$/.test(key ?? '')))
    )
      return true;
  }
  return false;
}
