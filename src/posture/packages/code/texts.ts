import type { AddressHost } from '../facts.ts';
import { type Code, everyPart } from './code.ts';
import { hostKind } from './hosts.ts';

/** Names of a program with what is assigned to them anywhere in it. */
export type Bindings = ReadonlyMap<string, readonly Code[]>;

/** Hosts that stand in a value, and whether a part of it shows only in a run. */
export interface Addresses {
  readonly hosts: readonly AddressHost[];
  readonly isOpen: boolean;
}

const DEEPEST = 6;
const HOLE = '\u0000';

/** A text with holes where only a run shows what stands there. */
export function textWithHoles(code: Code, bindings: Bindings, depth = 0): string {
  if (code.k === 'text') return code.text;
  if (code.k === 'join') return code.parts.map((part) => textWithHoles(part, bindings, depth)).join('');
  if (code.k !== 'name' || depth >= DEEPEST) return HOLE;
  const values = bindings.get(code.name) ?? [];
  // What is assigned twice may be either.
  return values.length === 1 && values[0] ? textWithHoles(values[0], bindings, depth + 1) : HOLE;
}

/** `isHost`: a bare name is meant as a host, as of `hostname`. */
export function addressesOf(code: Code, bindings: Bindings, isHost = false): Addresses {
  const found = new Map<string, AddressHost>();
  let isOpen = false;
  const add = (text: string) => {
    const host = hostIn(text, isHost);
    if (host === OPEN) isOpen = true;
    else if (host !== undefined) found.set(host, hostKind(host));
  };
  const visit = (inner: Code, depth: number): void => {
    for (const part of shallowTexts(inner)) {
      const text = textWithHoles(part, bindings);
      if (text !== HOLE) add(text);
      else if (part.k === 'name' && depth < DEEPEST) {
        const values = bindings.get(part.name) ?? [];
        if (values.length === 0) isOpen = true;
        for (const value of values) visit(value, depth + 1);
      } else isOpen = true;
    }
  };
  visit(code, 0);
  return { hosts: [...found.values()], isOpen: isOpen && found.size === 0 };
}

/** The texts, and what stands where a text would: not the parts of a text, nor the thing of which a member is taken. */
function* shallowTexts(code: Code): Generator<Code> {
  if (code.k === 'text' || code.k === 'join' || code.k === 'name') {
    yield code;
    return;
  }
  if (code.k === 'member')
    return yield { k: 'join', parts: [{ k: 'other', parts: [], line: code.line }], line: code.line };
  if (code.k === 'object') for (const { value } of code.entries) yield* shallowTexts(value);
  else if (code.k === 'call') yield* callTexts(code);
  else if (code.k === 'function')
    for (const part of everyPart(code)) if (part.k === 'text' || part.k === 'join') yield part;
  if (code.k === 'other') for (const part of code.parts) yield* shallowTexts(part);
}

function* callTexts(code: Code & { k: 'call' }): Generator<Code> {
  // `url.replace('a', 'b')`, `'…'.format(…)`: what it is called on counts as well.
  const onto = code.to.k === 'member' ? code.to.of : undefined;
  const parts = [...(onto ? [onto] : []), ...code.args, ...(code.named ?? []).map(({ value }) => value)];
  for (const part of parts) if (part.k !== 'name' || part !== onto) yield* shallowTexts(part);
}

const OPEN = Symbol('open');

/** The host of a text that is an address; `OPEN` where the host itself has a hole. */
function hostIn(text: string, isHost: boolean): string | typeof OPEN | undefined {
  const plain = decoded(text, isHost).trim();
  const address = /^(?:https?|wss?):\/\/([^/?#\\]*)/i.exec(plain);
  if (address) {
    const host = (address[1] ?? '').replace(/^.*@/, '').replaceAll('{hostname}', '');
    // ccxt puts its own host name there.
    if (/^([\w-]*\.)?$/.test(host)) return undefined;
    return host.includes(HOLE) || host.includes('{') ? tailOrOpen(host) : host.toLowerCase();
  }
  const isName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\.?(?::\d+)?$/i.test(plain);
  const isNumber = /^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/.test(plain);
  if (
    isName &&
    (isHost ||
      /\.(com|net|org|io|dev|xyz|pro|us|eu|app|site|online|top|cc|co|me|ru|cn|info|exchange)(:\d+)?$/i.test(plain))
  )
    return plain.toLowerCase();
  return isNumber ? plain : undefined;
}

/** `{region}.evil.com`: the end of the name is what its owner registered. */
function tailOrOpen(host: string): string | typeof OPEN {
  const tail = host.slice(Math.max(host.lastIndexOf(HOLE), host.lastIndexOf('}')) + 1);
  return /^\.[\w-]+(\.[\w-]+)+(:\d+)?$/.test(tail) ? `x${tail}`.toLowerCase() : OPEN;
}

/** An address that stands there in Base64 or in hexadecimal digits. */
function decoded(text: string, isHost: boolean): string {
  if (/^[A-Za-z0-9+/_-]{16,400}={0,2}$/.test(text)) {
    const plain = Buffer.from(text, 'base64').toString('latin1');
    if (/^(https?|wss?):\/\/[\w.-]+/i.test(plain)) return plain;
  }
  if (isHost && /^[A-Za-z0-9+/]{8,100}={0,2}$/.test(text)) {
    const plain = Buffer.from(text, 'base64').toString('latin1');
    if (/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*\.[a-z]{2,24}$/i.test(plain)) return plain;
  }
  if (/^([0-9a-f]{2}){12,400}$/i.test(text)) {
    const plain = Buffer.from(text, 'hex').toString('latin1');
    if (/^(https?|wss?):\/\/[\w.-]+/i.test(plain)) return plain;
  }
  return text;
}
