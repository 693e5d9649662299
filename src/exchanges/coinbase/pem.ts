import { encodeBase64 } from '../base64.ts';

const LINE = 64;
const NEW_LINE = 0x0a;

/** Writes DER bytes as a PEM with this label. */
export function encodePem(label: string, der: Buffer): Buffer {
  const letters = encodeBase64(der);
  const lines: Buffer[] = [];
  for (let at = 0; at < letters.length; at += LINE) {
    lines.push(letters.subarray(at, at + LINE), Buffer.of(NEW_LINE));
  }
  const pem = Buffer.concat([
    Buffer.from(`-----BEGIN ${label}-----\n`),
    ...lines,
    Buffer.from(`-----END ${label}-----\n`),
  ]);
  letters.fill(0);
  return pem;
}
