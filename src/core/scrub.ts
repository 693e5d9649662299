import { createHmac, randomBytes } from 'node:crypto';

const MASK = '[secret]';
/** A form is found by the hash of its first characters, and proved by a keyed digest of the whole. */
const HEAD = 6;
const BASE = 0x01000193;
const FILTER_BITS = 20;
const processKey = randomBytes(32);

interface Form {
  readonly length: number;
  readonly digest: string;
  readonly secret: number;
}

/** Where a watched secret stands, in one of its forms. */
export interface WatchedPlace {
  readonly start: number;
  readonly length: number;
  /** The same number for every form of a secret, and nothing else of it. */
  readonly secret: number;
}

let secrets = 0;

/** By the hash of the first characters. Holds no secret, so that scrubbing adds no copy to memory. */
const watched = new Map<number, Form[]>();
/** One bit a hash: says in a few nanoseconds that nothing begins here. */
const filter = new Uint8Array(1 << (FILTER_BITS - 3));

/** A line of a secret of several is one by itself, unless it is so short or only frames it. */
const LINE = 16;

/**
 * Remembers a secret in the forms in which it could be printed: as it is, base64 and base64url (behind other bytes and broken into lines too),
 * hex, URL-encoded as the common libraries do it, JSON-escaped, line by line.
 */
export function watch(bytes: Buffer): void {
  const raw = bytes.toString('latin1');
  if (raw.length < HEAD) return;
  const utf8 = bytes.toString('utf8');
  const base64 = bytes.toString('base64');
  const hex = bytes.toString('hex');
  const json = JSON.stringify(utf8).slice(1, -1);
  const forms = new Set([
    utf8,
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...[0, 1, 2].flatMap((offset) => behindOthers(bytes, offset)),
    ...[64, 76].flatMap((width) => linesOf(base64.replaceAll(new RegExp(`.{${width}}`, 'g'), '$&\n'))),
    hex,
    hex.toUpperCase(),
    ...linesOf(hex.replaceAll(/.{60}/g, '$&\n')),
    ...[raw, utf8, base64].flatMap(urlEncoded),
    json,
    json.replaceAll('/', '\\/'),
    JSON.stringify(json).slice(1, -1),
    ...linesOf(utf8),
  ]);
  secrets++;
  for (const form of forms) if (form.length >= HEAD) remember(form, secrets);
}

/** The characters of base64 that depend on these bytes alone when so many others stand before them, and more may follow. */
function behindOthers(bytes: Buffer, offset: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const alone = whole.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((whole.length * 8) / 6));
  whole.fill(0);
  return [alone, alone.replaceAll('+', '-').replaceAll('/', '_'), ...urlEncoded(alone)];
}

/** As JavaScript does it, as Python and Go do, in small letters, and as a form. */
function urlEncoded(text: string): string[] {
  const encoded = encodeURIComponent(text);
  const strict = encoded.replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  const all = [encoded, strict, encoded.replaceAll('%2F', '/'), strict.replaceAll('%2F', '/')];
  const small = all.map((each) => each.replace(/%../g, (code) => code.toLowerCase()));
  return [...all, ...small, new URLSearchParams([['', text]]).toString().slice(1)];
}

function linesOf(text: string): string[] {
  return text.split(/[\r\n]+/).filter((line) => line.length >= LINE && !line.startsWith('-----'));
}

function remember(form: string, secret: number): void {
  const hash = hashOf(form);
  const bit = hash >>> (32 - FILTER_BITS);
  filter[bit >>> 3]! |= 1 << (bit & 7);
  const forms = watched.get(hash) ?? [];
  forms.push({ length: form.length, digest: digestOf(form), secret });
  forms.sort((a, b) => b.length - a.length);
  watched.set(hash, forms);
}

/** The text with every watched secret, in any of its forms, replaced by `[secret]`. */
export function scrub(text: string): string {
  const out: string[] = [];
  let kept = 0;
  for (const { start, length } of watchedIn(text)) {
    out.push(text.slice(kept, start), MASK);
    kept = start + length;
  }
  return kept === 0 ? text : out.join('') + text.slice(kept);
}

/** Where watched secrets stand in a text, in order, none over another. */
export function watchedIn(text: string): WatchedPlace[] {
  const places: WatchedPlace[] = [];
  if (text.length < HEAD) return places;
  let kept = 0;
  let hash = hashOf(text);
  for (let start = 0; ; start++) {
    const bit = hash >>> (32 - FILTER_BITS);
    if ((filter[bit >>> 3]! & (1 << (bit & 7))) !== 0 && start >= kept) {
      const form = formAt(text, start, hash);
      if (form) {
        places.push({ start, length: form.length, secret: form.secret });
        kept = start + form.length;
      }
    }
    if (start + HEAD >= text.length) break;
    const rest = (hash - Math.imul(text.charCodeAt(start), TOP)) | 0;
    hash = (Math.imul(rest, BASE) + text.charCodeAt(start + HEAD)) | 0;
  }
  return places;
}

/** The watched form that begins here, the longest first; `undefined` when none does. */
function formAt(text: string, start: number, hash: number): Form | undefined {
  return watched
    .get(hash)
    ?.find(
      ({ length, digest }) => start + length <= text.length && digestOf(text.slice(start, start + length)) === digest,
    );
}

/** Rolling hash of the first `HEAD` characters. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < HEAD; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0;
  return hash;
}

const TOP = topPower();

function topPower(): number {
  let power = 1;
  for (let i = 1; i < HEAD; i++) power = Math.imul(power, BASE);
  return power;
}

function digestOf(text: string): string {
  return createHmac('sha256', processKey).update(text).digest('base64');
}
