import { type Code, everyPart } from './code.ts';
import type { Bindings } from './texts.ts';

/** What a program knows of the clients of exchanges: by which names it has the library, its classes and objects of them. */
export interface Clients {
  readonly bindings: Bindings;
  readonly ccxt: ReadonlySet<string>;
  readonly sdk: ReadonlySet<string>;
  isCcxtClass(code: Code): boolean;
  isSdkClass(code: Code): boolean;
  isClient(code: Code): boolean;
}

const CCXT_MODULE = /^ccxt([./]|$)|^ccxt(pro|\.pro|\.async_support)$|^@[\w.-]+\/ccxt$|[/\\]ccxt([/\\].*)?$/;
const SDK_MODULE =
  /^(@binance\/|binance([./]|$)|binance-api-node|node-binance-api|binance_|bybit-api|pybit([./]|$)|okx([./]|$)|okx-api|kucoin|bitget|gate[-_]?api|gateio-api|coinbase([./-]|$)|krakenex|kraken[./-]|hyperliquid([./]|$)|@nktkas\/hyperliquid|bitfinex|mexc|bitmex|deribit|htx|huobi|phemex|whitebit|bingx|cryptocom)/;

/** Reads them from imports, `require`, `getattr(ccxt, …)` and what is made of those. */
export function clientsOf(program: Code): Clients {
  const bindings = new Map<string, Code[]>();
  const ccxt = new Set<string>();
  const sdk = new Set<string>();
  for (const part of everyPart(program)) {
    if (part.k === 'import') for (const { local } of part.names) setOf(part.module, ccxt, sdk)?.add(local);
    if (part.k === 'set') bind(part.to, part.value, bindings, ccxt, sdk);
    if (part.k === 'function' && part.name !== '') push(bindings, part.name, part);
  }
  return new Known(bindings, ccxt, sdk, program);
}

function setOf(module: string, ccxt: Set<string>, sdk: Set<string>): Set<string> | undefined {
  if (CCXT_MODULE.test(module)) return ccxt;
  return SDK_MODULE.test(module) ? sdk : undefined;
}

function push(bindings: Map<string, Code[]>, name: string, value: Code): void {
  const there = bindings.get(name);
  if (there) there.push(value);
  else bindings.set(name, [value]);
}

function bind(to: Code, value: Code, bindings: Map<string, Code[]>, ccxt: Set<string>, sdk: Set<string>): void {
  const module = requiredModule(value);
  const set = module === undefined ? undefined : setOf(module, ccxt, sdk);
  const names = to.k === 'object' ? to.entries.map((entry) => entry.value) : [to];
  for (const name of names) {
    if (name.k === 'name') {
      set?.add(name.name);
      if (to.k !== 'object') push(bindings, name.name, value);
    }
    // `self.exchange = …` is known by the last name.
    if (name.k === 'member' && name.key !== undefined) push(bindings, `.${name.key}`, value);
  }
}

/** `require('x')`, `require('x').y`, `import('x')`, `importlib.import_module('x')`. */
function requiredModule(code: Code): string | undefined {
  if (code.k === 'member') return requiredModule(code.of);
  if (code.k !== 'call') return undefined;
  const name = code.to.k === 'name' ? code.to.name : code.to.k === 'member' ? code.to.key : undefined;
  const first = code.args[0];
  return ['require', 'import_module', '__import__'].includes(name ?? '') && first?.k === 'text'
    ? first.text
    : undefined;
}

const DEEPEST = 6;

class Known implements Clients {
  readonly bindings: Bindings;
  readonly ccxt: ReadonlySet<string>;
  readonly sdk: ReadonlySet<string>;
  readonly #classes = new Map<string, Code & { k: 'class' }>();

  constructor(bindings: Bindings, ccxt: ReadonlySet<string>, sdk: ReadonlySet<string>, program: Code) {
    this.bindings = bindings;
    this.ccxt = ccxt;
    this.sdk = sdk;
    for (const part of everyPart(program))
      if (part.k === 'class' && part.name !== '') this.#classes.set(part.name, part);
  }

  isCcxtClass(code: Code): boolean {
    return this.#comesFrom(code, this.ccxt, 0);
  }

  isSdkClass(code: Code): boolean {
    return this.#comesFrom(code, this.sdk, 0);
  }

  isClient(code: Code): boolean {
    return this.#isMade(code, 0);
  }

  #comesFrom(code: Code, names: ReadonlySet<string>, depth: number): boolean {
    if (names.size === 0 || depth > DEEPEST) return false;
    if (code.k === 'member') return code.key !== 'prototype' ? this.#comesFrom(code.of, names, depth + 1) : false;
    if (code.k === 'call') {
      const isGet = code.to.k === 'name' && code.to.name === 'getattr';
      return isGet && code.args[0] !== undefined && this.#comesFrom(code.args[0], names, depth + 1);
    }
    if (code.k !== 'name') return false;
    if (names.has(code.name)) return true;
    const bases = this.#classes.get(code.name)?.bases ?? [];
    if (bases.some((base) => this.#comesFrom(base, names, depth + 1))) return true;
    const values = (this.bindings.get(code.name) ?? []).filter(
      ({ k }) => k === 'member' || k === 'call' || k === 'name',
    );
    return values.some((value) => this.#comesFrom(value, names, depth + 1));
  }

  #isMade(code: Code, depth: number): boolean {
    if (depth > DEEPEST) return false;
    if (code.k === 'call') return this.isCcxtClass(code.to) || this.isSdkClass(code.to);
    const name =
      code.k === 'name' ? code.name : code.k === 'member' && code.key !== undefined ? `.${code.key}` : undefined;
    if (name === undefined) return false;
    return (this.bindings.get(name) ?? []).some((value) => this.#isMade(value, depth + 1));
  }
}
