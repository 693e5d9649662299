import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { Drawn, drawnBy, phraseOf, uuidOf, wordOf } from './drawn.contract.ts';
import * as keys from './drawn-keys.contract.ts';
import { mnemonicOf } from './rules/mnemonic/mnemonic.ts';
import { BIP39_ENGLISH } from './rules/mnemonic/words.ts';

/** A secret that was filled in: one value, wherever it stands. */
export interface FilledValue {
  /** `key`, `secret`, `privateKey` and so on, as in the template. */
  readonly name: string;
  readonly provider: string;
  readonly number: number;
  /** As in the index: name[@provider][#number]. */
  readonly id: string;
  /** Where it stands, in bytes; `piece`: which part of it, where it stands in parts. */
  readonly spans: { readonly start: number; readonly end: number; readonly piece?: string }[];
}

export interface Filled {
  readonly text: string;
  readonly values: readonly FilledValue[];
}

export interface FillParts {
  readonly seed: string;
  /** Of secret names without one. */
  readonly provider: string;
  /** What each secret of a provider is filled with: `values` of placeholders.json. */
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const PLACEHOLDER = /<<([A-Za-z][A-Za-z0-9]*)((?::[A-Za-z0-9._-]+)*)(@[a-z0-9-]+)?(#\d+)?((?:\|[a-z0-9-]+)*)>>/g;
const BLOCK = /<<\{([a-z0-9-]+)\}>>([\s\S]*?)<<\{\/\1\}>>/;
const SECRETS = new Set([
  'key',
  'secret',
  'passphrase',
  'mnemonic',
  'token',
  'password',
  'privateKey',
  'webhook',
  'memo',
]);

/** Fills a template by its grammar (placeholders.json): the same seed, the same text. */
export function fill(template: string, parts: FillParts): Filled {
  const filling = new Filling(parts);
  return { text: filling.all(template), values: filling.values() };
}

class Filling {
  readonly #parts: FillParts;
  readonly #values = new Map<string, FilledValue>();
  #text = '';
  #place = 0;

  constructor(parts: FillParts) {
    this.#parts = parts;
  }

  values(): readonly FilledValue[] {
    return [...this.#values.values()];
  }

  all(template: string): string {
    let rest = template;
    for (let block = BLOCK.exec(rest); block; block = BLOCK.exec(rest)) {
      this.#fill(rest.slice(0, block.index));
      this.#encoded(block[1]!, block[2]!);
      rest = rest.slice(block.index + block[0].length);
    }
    this.#fill(rest);
    return this.#text;
  }

  /** What stands in a block is encoded as a whole: each value of it stands where the block does. */
  #encoded(transform: string, template: string): void {
    const inner = new Filling({ ...this.#parts, seed: `${this.#parts.seed} block` });
    const plain = new Filling(this.#parts).all(template);
    inner.all(template);
    const start = Buffer.byteLength(this.#text);
    this.#text += transformed(plain, transform);
    const end = Buffer.byteLength(this.#text);
    for (const value of inner.values()) this.#note(value.name, value.provider, value.number, { start, end });
  }

  #fill(template: string): void {
    let last = 0;
    for (const match of template.matchAll(PLACEHOLDER)) {
      this.#text += template.slice(last, match.index);
      last = match.index + match[0].length;
      this.#one(match);
    }
    this.#text += template.slice(last);
  }

  #one([, name = '', forms = '', provider = '', number = '', transforms = '']: RegExpMatchArray): void {
    const form = forms.split(':').filter((one) => one !== '');
    const owner = provider.slice(1) || this.#parts.provider;
    const count = Number(number.slice(1) || 1);
    const isSecret = SECRETS.has(name);
    const label = isSecret || number !== '' ? `${name}@${owner}#${count}` : `filler ${this.#place++}`;
    const plain = isSecret ? this.#secret(name, form, owner, label) : this.#filler(name, form, label);
    const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(this.#text)?.[1] ?? '';
    const written = transforms
      .split('|')
      .filter((one) => one !== '')
      .reduce(transformed, plain)
      .replace(/\n/g, `\n${indent}`);
    const start = Buffer.byteLength(this.#text);
    this.#text += written;
    if (!isSecret) return;
    const piece = form.find((one) => one.startsWith('half'));
    this.#note(name, owner, count, { start, end: Buffer.byteLength(this.#text), ...(piece && { piece }) });
  }

  #note(name: string, provider: string, number: number, span: FilledValue['spans'][number]): void {
    const label = `${name}@${provider}#${number}`;
    const known = this.#values.get(label);
    if (known) {
      known.spans.push(span);
      return;
    }
    const id = `${name}${provider === this.#parts.provider ? '' : `@${provider}`}${number === 1 ? '' : `#${number}`}`;
    this.#values.set(label, { name, provider, number, id, spans: [span] });
  }

  #filler(name: string, form: readonly string[], label: string): string {
    const drawn = new Drawn(this.#parts.seed, label);
    if (name === 'uuid') return uuidOf(drawn);
    if (name === 'repeat') return form[0]!.repeat(Number(form[1]));
    if (name === 'address') return addressOf(form[0]!, drawn);
    if (name === 'doc' || name === 'known') return knownOf(form[0]!);
    if (name === 'mnemonicInvalid') return invalidMnemonic(Number(form[0]), drawn);
    const found = drawnBy(`${name}${form.length > 0 ? `:${form.join(':')}` : ''}`, drawn);
    if (found === undefined) throw new Error(`no filler is called ${name}:${form.join(':')}`);
    return found;
  }

  #secret(name: string, form: readonly string[], owner: string, label: string): string {
    const shape = form.find((one) => !/^(?:half\d|nox)$/.test(one));
    const joinedShape = form.filter((one) => !/^(?:half\d|nox)$/.test(one)).join(':');
    const spec = shape === undefined ? (this.#parts.shapes[owner]?.[name] ?? defaultOf(name)) : joinedShape;
    let value = secretOf(spec, () => new Drawn(this.#parts.seed, label), name);
    if (form.includes('nox')) value = value.replace(/^0x/, '');
    const middle = Math.ceil(value.length / 2);
    if (form.includes('half1')) return value.slice(0, middle);
    return form.includes('half2') ? value.slice(middle) : value;
  }
}

const defaultOf = (name: string): string =>
  name === 'mnemonic' ? '12 words' : name === 'privateKey' ? '0x<hex64>' : name === 'memo' ? 'word' : 'phrase';

const FORMS: Readonly<Record<string, (drawn: Drawn) => string>> = {
  phrase: phraseOf,
  word: wordOf,
  uuid: uuidOf,
  'ec-pem': keys.ecPem,
  'ed25519-pem': keys.ed25519Pem,
  'rsa-pem': keys.rsaPem,
  'ed25519-b64': (drawn) => keys.ed25519Pair(drawn).toString('base64'),
  wif: keys.wifOf,
  xprv: keys.xprvOf,
  base58: keys.solanaBase58,
  'base58:88': keys.solanaBase58,
  'solana-bytes': keys.solanaBytes,
  starknet: (drawn) => `0x0${drawn.below(7) + 1}${drawnBy('hex62', drawn)}`.replace('0x0', '0x'),
  'age-identity': keys.ageIdentity,
  jwt: jwtOf,
  // The first four bytes of an id of MongoDB are the time that it was made.
  'object-id': (drawn) => (1_560_000_000 + drawn.below(16_000_000) * 10).toString(16) + drawnBy('hex16', drawn),
  'uuid-hex': (drawn) => uuidOf(drawn).replaceAll('-', ''),
  'phemex-secret': (drawn) => Buffer.concat([drawn.bytes(32), Buffer.from(uuidOf(drawn))]).toString('base64url'),
  'twin-xid': (drawn) => {
    const half = drawnBy('hex19', drawn)!;
    return `${half}0${half}g`;
  },
};

function secretOf(spec: string, draw: () => Drawn, name: string): string {
  const words = name === 'mnemonic' ? /^(\d+)(?: words)?$/.exec(spec)?.[1] : undefined;
  if (words !== undefined) return mnemonicOf(draw().bytes((Number(words) / 3) * 4)).join(' ');
  const form = FORMS[spec];
  if (form) return form(draw());
  const drawn = draw();
  if (spec.includes('<'))
    return spec.replace(/<([^<>]+)>/g, (_, one: string) => (one === 'uuid' ? uuidOf(drawn) : drawnBy(one, drawn)!));
  const padding = /=+$/.exec(spec)?.[0] ?? '';
  const found = drawnBy(padding === '' ? spec : spec.slice(0, -padding.length), drawn);
  if (found === undefined) throw new Error(`no shape is called ${spec}`);
  return found + padding;
}

function jwtOf(drawn: Drawn): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = { iss: 'desk', iat: 1_790_000_000, id: drawnBy('hex12', drawn) };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}.${drawnBy('b64url:43', drawn)}`;
}

function addressOf(kind: string, drawn: Drawn): string {
  if (kind === 'btc') return `bc1q${drawnBy('bech32:38', drawn)}`;
  if (kind === 'dydx') return `dydx1${drawnBy('bech32:38', drawn)}`;
  return kind === 'starknet' ? `0x${drawnBy('hex63', drawn)}` : `0x${drawnBy('hex40', drawn)}`;
}

function invalidMnemonic(count: number, drawn: Drawn): string {
  const words = mnemonicOf(drawn.bytes((count / 3) * 4));
  // The last bit of the last word is one of the checksum.
  const last = BIP39_ENGLISH.indexOf(words.at(-1)!);
  return [...words.slice(0, -1), BIP39_ENGLISH[last ^ 1]!].join(' ');
}

const JUNK = `${'test '.repeat(11)}junk`;

/** Published values, none of them whole in this file. */
function knownOf(name: string): string {
  const pieces: Readonly<Record<string, readonly string[]>> = {
    'aws-example-key': ['AKIA', 'IOSFODNN7', 'EXAMPLE'],
    'aws-example-secret': ['wJalrXUtnFEMI', '/K7MDENG/', 'bPxRfiCY', 'EXAMPLEKEY'],
    'binance-spot-hmac-key': ['vmPUZE6mv9SD', '5VNHk4HlWFsO', 'r6aKE2zvsw0M', 'uIgwCIPy6utI', 'co14y7Ju91du', 'Eh8A'],
    'binance-spot-hmac-secret': [
      'NhqPtmdSJYdK',
      'jVHjA7PZj4Mg',
      'e3R5YNiP1e3U',
      'ZjInClVN65XA',
      'bvqqM6A7H5fA',
      'Tj0j',
    ],
    'mnemonic-junk': [JUNK],
  };
  if (pieces[name]) return pieces[name].join('');
  const vector = /^bip39-vector-(\d)$/.exec(name);
  // The vectors of Trezor begin with entropy of one byte over and over.
  if (vector) return mnemonicOf(Buffer.alloc(16, [0x00, 0x7f, 0x80, 0xff][Number(vector[1]) - 1])).join(' ');
  const account = /^hardhat-(\d)$/.exec(name);
  if (account) return keys.hardhatKey(pbkdf2Sync(JUNK, 'mnemonic', 2048, 64, 'sha512'), Number(account[1]));
  throw new Error(`no published value is called ${name}`);
}

function transformed(text: string, transform: string): string {
  switch (transform) {
    case 'b64':
      return Buffer.from(text).toString('base64');
    case 'hex':
      return Buffer.from(text).toString('hex');
    case 'url':
      return encodeURIComponent(text);
    case 'esc':
      return JSON.stringify(text).slice(1, -1);
    case 'esc2':
      return JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1);
    case 'qp':
      return text.replace(/=/g, '=3D').replace(/^(.{60})(?!$)/, '$1=\n');
    case 'numbered':
      return text
        .split(' ')
        .map((word, at) => `${at + 1}. ${word}`)
        .join('\n');
    case 'apprise':
      return text.replace(/^https:\/\/discord\.com\/api\/webhooks\//, 'discord://');
    case 'fernet-octobot':
      return fernetOf(text);
    default:
      throw new Error(`no transform is called ${transform}`);
  }
}

/** What looks like a token of Fernet; not made with OctoBot's constant, which stands in its own source only. */
function fernetOf(text: string): string {
  const body = createHash('sha512').update(text).digest();
  const mac = createHmac('sha256', 'fernet').update(text).digest();
  const filled = Buffer.concat([Buffer.from([0x80, 0, 0, 0, 0]), body, body.subarray(0, 40), mac, Buffer.alloc(2, 7)]);
  return filled.toString('base64url');
}
