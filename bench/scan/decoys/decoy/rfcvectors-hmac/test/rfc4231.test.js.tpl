import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';

// Test cases of RFC 4231; keys are as in the RFC, public since 2005.
const cases = [
  { key: '0b'.repeat(20), data: Buffer.from('Hi There').toString('hex'), sha256: '<<hex64>>' },
  { key: Buffer.from('Jefe').toString('hex'), data: Buffer.from('what do ya want for nothing?').toString('hex'), sha256: '<<hex64>>' },
  { key: 'aa'.repeat(20), data: 'dd'.repeat(50), sha256: '<<hex64>>' },
  { key: 'aa'.repeat(131), data: '54657374', sha256: '<<hex64>>' },
];

test.each(cases)('hmac $key', ({ key, data, sha256 }) => {
  const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(Buffer.from(data, 'hex')).digest('hex');
  expect(mac).toBe(sha256);
});
