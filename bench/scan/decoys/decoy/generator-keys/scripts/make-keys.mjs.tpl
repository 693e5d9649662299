import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
writeFileSync('binance-private.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
console.log('Paste this into Binance, "Self-generated":');
console.log(publicKey.export({ type: 'spki', format: 'pem' }));

const jwtSecretKey = randomBytes(32).toString('hex');
const wsToken = randomBytes(24).toString('base64url');
writeFileSync('.env.local', `JWT_SECRET=${jwtSecretKey}\nWS_TOKEN=${wsToken}\n`, { mode: 0o600 });
