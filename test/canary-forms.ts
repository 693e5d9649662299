/** Shorter ones would be found by accident. */
export const SHORTEST = 6;

/** Every form in which a secret could be printed, by name; each is at least six bytes long. */
export function formsOf(secret: Buffer): Map<string, Buffer> {
  const forms = new Map<string, Buffer>();
  const seen = new Set<string>();
  const add = (name: string, form: string, encoding: BufferEncoding = 'utf8') => {
    const bytes = Buffer.from(form, encoding);
    const id = bytes.toString('latin1');
    if (bytes.length < SHORTEST || seen.has(id)) return;
    seen.add(id);
    forms.set(name, bytes);
  };
  add('raw', secret.toString('latin1'), 'latin1');
  addEncoded(secret, add);
  addText(secret, add);
  return forms;
}

type Add = (name: string, form: string, encoding?: BufferEncoding) => void;

function addEncoded(secret: Buffer, add: Add): void {
  for (const offset of [0, 1, 2]) {
    const name = offset === 0 ? 'base64' : `base64 at offset ${offset}`;
    const base64 = alignedBase64(secret, offset);
    add(name, base64);
    add(`${name}, URL-encoded`, encodeURIComponent(base64));
    add(name.replace('base64', 'base64url'), base64.replaceAll('+', '-').replaceAll('/', '_'));
  }
  add('hex', secret.toString('hex'));
  add('hex in capitals', secret.toString('hex').toUpperCase());
  const percent = [...secret].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  add('percent-encoded', percent);
  add('percent-encoded in capitals', percent.toUpperCase());
}

function addText(secret: Buffer, add: Add): void {
  const text = secret.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(secret)) return;
  add('URL-encoded', encodeURIComponent(text));
  add('form-encoded', new URLSearchParams([['', text]]).toString().slice(1));
  const escaped = JSON.stringify(text).slice(1, -1);
  add('JSON-escaped', escaped);
  add('JSON-escaped twice', JSON.stringify(escaped).slice(1, -1));
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (text.includes('\n') && line.length >= 16 && !line.startsWith('-----')) add(`line ${at + 1}`, line);
  }
}

/** The characters of base64 that depend on these bytes alone when `offset` other bytes stand before them. */
function alignedBase64(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const first = Math.ceil((offset * 8) / 6);
  return whole.toString('base64').slice(first, Math.floor((whole.length * 8) / 6));
}
