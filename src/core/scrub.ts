import { createHmac, randomBytes } from 'node:crypto';

const MASK = '[secret]';
const SHORTEST = 6;
const BASE = 0x01000193;
const processKey = randomBytes(32);

/** Per length of a watched form: rolling hash → keyed digests. Holds no secret, so that scrubbing adds no copy to memory. */
const watched = new Map<number, Map<number, Set<string>>>();

/** Remembers a secret in the forms in which it could be printed: as it is, base64, base64url, hex, URL-encoded, JSON-escaped. */
export function watch(bytes: Buffer): void {
  const raw = bytes.toString('latin1');
  if (raw.length < SHORTEST) return;
  const utf8 = bytes.toString('utf8');
  const base64 = bytes.toString('base64');
  const forms = new Set([
    utf8,
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(raw),
    encodeURIComponent(base64),
    JSON.stringify(utf8).slice(1, -1),
  ]);
  for (const form of forms) remember(form);
}

function remember(form: string): void {
  let byHash = watched.get(form.length);
  if (!byHash) watched.set(form.length, (byHash = new Map()));
  const hash = hashOf(form);
  let digests = byHash.get(hash);
  if (!digests) byHash.set(hash, (digests = new Set()));
  digests.add(digestOf(form));
}

/** The text with every watched secret, in any of its forms, replaced by `[secret]`. */
export function scrub(text: string): string {
  let clean = text;
  for (const [length, byHash] of watched) clean = scrubLength(clean, length, byHash);
  return clean;
}

function scrubLength(text: string, length: number, byHash: Map<number, Set<string>>): string {
  if (text.length < length) return text;
  const out: string[] = [];
  const topPower = power(length - 1);
  let kept = 0;
  let hash = hashOf(text.slice(0, length));
  for (let start = 0; ; start++) {
    if (byHash.get(hash)?.has(digestOf(text.slice(start, start + length)))) {
      if (start >= kept) {
        out.push(text.slice(kept, start), MASK);
        kept = start + length;
      }
    }
    if (start + length >= text.length) break;
    const dropped = Math.imul(text.charCodeAt(start), topPower);
    hash = (Math.imul((hash - dropped) | 0, BASE) + text.charCodeAt(start + length)) | 0;
  }
  return kept === 0 ? text : out.join('') + text.slice(kept);
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0;
  return hash;
}

function power(exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, BASE);
  return result;
}

function digestOf(text: string): string {
  return createHmac('sha256', processKey).update(text).digest('base64');
}
