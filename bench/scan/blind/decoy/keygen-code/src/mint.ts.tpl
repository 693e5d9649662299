import { randomBytes, createHash } from 'node:crypto';

export function mintBotKey(): { apiKey: string; apiSecret: string; fingerprint: string } {
  const apiKey = randomBytes(24).toString('base64url');
  const apiSecret = randomBytes(48).toString('base64url');
  const fingerprint = createHash('sha256').update(apiKey).digest('hex').slice(0, 12);
  return { apiKey, apiSecret, fingerprint };
}
