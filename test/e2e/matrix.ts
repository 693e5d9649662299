import {
  formatDecimal,
  isJsonFault,
  isJsonObject,
  JsonNumber,
  type JsonValue,
  parseJson,
  parseNumber,
} from '../../src/core/index.ts';
import { EndpointIndex, type Exchange, type Facts, type Method } from '../../src/exchanges/index.ts';
import type { Received } from '../../src/practice/index.ts';
import type { SceneFacts } from './matrix-scenes.ts';

/** What may differ between a request that a client sends itself and the one that Keyward sends for it. */
export const acceptedDifferences = {
  proof:
    'time, nonce, window, signature and the values of the headers that carry them: Keyward signs with the exchange key',
  plain: 'user-agent, accept, accept-encoding, origin and other headers of plain HTTP: they say nothing to an exchange',
  'id added': 'the bot gave its order no id: Keyward adds one, so that it can ask for the order when an answer is lost',
  'key left out': 'the client names its key where none is needed: public data is asked for without one',
  'header left out':
    'a tag of the author of the client (broker, referer), or a header of the signature that the exchange no longer reads',
  moved: 'a parameter stands in the body instead of the query, or the other way round',
  spelt: 'the same number, spelt in plain digits',
  'asked more often': 'reads of Keyward itself arrive too: prices, time, the state of orders',
} as const;
type Noted = 'id added' | 'key left out' | 'header left out' | 'moved' | 'spelt';

/** One request as the exchange saw it, without what differs by nature. */
export interface Sight {
  /** `POST host/path`, ids in the path as `{id}`. */
  readonly line: string;
  /** It changes nothing at the exchange. */
  readonly isRead: boolean;
  readonly params: ReadonlyMap<string, { readonly text: string; readonly place: 'query' | 'body' }>;
  readonly headers: ReadonlyMap<string, string>;
}

export interface Comparison {
  readonly notes: readonly string[];
  /** What is not accepted. */
  readonly faults: readonly string[];
}

/** Reads a request of the practice exchange's ledger. `ids` are those that this client was told. */
export function sightOf(received: Received, { facts }: Exchange, scene: SceneFacts, ids: ReadonlySet<string>): Sight {
  const known = (text: string) => (ids.has(text) ? '{id}' : text);
  const params = new Map<string, { text: string; place: 'query' | 'body' }>();
  const add = (place: 'query' | 'body') => (name: string, text: string) => {
    if (!scene.signed.includes(name)) params.set(name, { text: isOrderId(name, scene) ? text : known(text), place });
  };
  for (const [name, text] of new URLSearchParams(received.rawQuery)) add('query')(name, text);
  const json = /^\s*[[{]/.test(received.rawBody) ? parseJson(received.rawBody) : undefined;
  if (json !== undefined && !isJsonFault(json)) flatten(json, '', add('body'));
  else for (const [name, text] of new URLSearchParams(received.rawBody)) add('body')(name, text);
  return {
    line: `${received.method} ${received.host}${received.path.split('/').map(known).join('/')}`,
    params,
    isRead: isRead(received, facts),
    headers: shownHeaders(received, facts.headers),
  };
}

function flatten(value: JsonValue, name: string, add: (name: string, text: string) => void): void {
  if (Array.isArray(value)) for (const [at, each] of value.entries()) flatten(each, `${name}[${at}]`, add);
  else if (value instanceof JsonNumber) add(name, value.text);
  else if (isJsonObject(value))
    for (const [key, each] of Object.entries(value)) flatten(each, name === '' ? key : `${name}.${key}`, add);
  else add(name, String(value));
}

function shownHeaders(received: Received, { auth, pass, strip, environment }: Facts['headers']): Map<string, string> {
  const shown = new Map<string, string>();
  for (const [name, value] of Object.entries(received.headers)) {
    if (auth.includes(name)) shown.set(name, 'present');
    else if (strip.includes(name)) shown.set(name, 'a tag');
    else if (pass.includes(name) || Object.hasOwn(environment, name)) shown.set(name, value);
    else if (name === 'content-type' && received.rawBody !== '') shown.set(name, value.split(';')[0]!);
  }
  return shown;
}

/** Finds the twin of every request that the client sent itself among those that Keyward sent for it; the rest may only be reads. */
export function compare(
  direct: readonly Sight[],
  through: readonly Sight[],
  exchange: Exchange,
  scene: SceneFacts,
): Comparison {
  const notes = new Set<string>();
  const faults: string[] = [];
  const left = [...through];
  for (const sight of direct) {
    const twins = left
      .filter(({ line }) => line === sight.line)
      .map((twin) => ({ twin, told: differences(sight, twin, exchange, scene) }));
    const [best] = twins.sort(
      (a, b) => a.told.faults.length - b.told.faults.length || a.told.notes.length - b.told.notes.length,
    );
    if (!best) {
      faults.push(`${sight.line} does not arrive`);
      continue;
    }
    left.splice(left.indexOf(best.twin), 1);
    for (const note of best.told.notes) notes.add(note);
    faults.push(...best.told.faults);
  }
  for (const sight of left) if (!sight.isRead) faults.push(`${sight.line} arrives once too often`);
  return { notes: gathered(notes), faults };
}

/** `moved: price`, `moved: side` → `moved: price, side`. */
function gathered(notes: Iterable<string>): string[] {
  const kinds = new Map<string, string[]>();
  for (const note of [...notes].sort()) {
    const [kind, what] = note.split(': ') as [string, string];
    kinds.set(kind, [...(kinds.get(kind) ?? []), what]);
  }
  return [...kinds].map(([kind, all]) => `${kind}: ${all.join(', ')}`);
}

function isRead({ method, host, path }: Received, facts: Facts): boolean {
  const group = facts.hosts.find(({ name }) => name === host)?.group ?? '';
  const found = new EndpointIndex(facts).find(group, method as Method, path)?.class;
  return found === 'read' || found === 'public';
}

function isOrderId(name: string, { orderIds }: SceneFacts): boolean {
  return orderIds.includes(name.split('.').at(-1)!);
}

function differences(direct: Sight, through: Sight, exchange: Exchange, scene: SceneFacts): Comparison {
  const [params, headers] = [paramDifferences(direct, through, scene), headerDifferences(direct, through, exchange)];
  const isMoved = params.notes.some((note) => note.startsWith('moved'));
  // The content type comes and goes with the body.
  const faults = headers.faults.filter((fault) => !(isMoved && fault.includes('content-type')));
  return { notes: [...params.notes, ...headers.notes], faults: [...params.faults, ...faults] };
}

function paramDifferences(direct: Sight, through: Sight, scene: SceneFacts): Comparison {
  const notes: string[] = [];
  const faults: string[] = [];
  const note = (kind: Noted, what: string) => notes.push(`${kind}: ${what}`);
  const fault = (what: string) => faults.push(`${direct.line}: ${what}`);
  for (const name of new Set([...direct.params.keys(), ...through.params.keys()])) {
    const [own, sent] = [direct.params.get(name), through.params.get(name)];
    if (!sent) {
      fault(`${name} is lost`);
      continue;
    }
    if (!own) {
      if (isOrderId(name, scene)) note('id added', name);
      else fault(`${name}=${sent.text} is new`);
      continue;
    }
    if (own.place !== sent.place) note('moved', name);
    // Clients draw these at random behind a prefix of theirs.
    const [mine, theirs] = isOrderId(name, scene)
      ? [own.text.slice(0, 4), sent.text.slice(0, 4)]
      : [own.text, sent.text];
    if (number(mine) !== number(theirs)) fault(`${name} is ${sent.text}, not ${own.text}`);
    else if (mine !== theirs) note('spelt', name);
  }
  return { notes, faults };
}

function headerDifferences(direct: Sight, through: Sight, exchange: Exchange): Comparison {
  const notes: string[] = [];
  const faults: string[] = [];
  const { auth, strip } = exchange.facts.headers;
  const isPublic = through.isRead && !auth.some((name) => through.headers.has(name));
  for (const name of new Set([...direct.headers.keys(), ...through.headers.keys()])) {
    const [own, sent] = [direct.headers.get(name), through.headers.get(name)];
    if (own === sent) continue;
    if (sent === undefined && auth.includes(name)) notes.push(`${isPublic ? 'key' : 'header'} left out: ${name}`);
    else if (sent === undefined && strip.includes(name)) notes.push(`header left out: ${name}`);
    else faults.push(`${direct.line}: the header ${name} is ${sent}, not ${own}`);
  }
  return { notes, faults };
}

function number(text: string): string {
  const value = /^-?[\d.]+(?:e[+-]?\d+)?$/i.test(text) ? parseNumber(text) : undefined;
  return value === undefined ? text : formatDecimal(value);
}
