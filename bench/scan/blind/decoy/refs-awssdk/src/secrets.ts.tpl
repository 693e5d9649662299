import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({ region: 'ap-northeast-1' });

export async function exchangeKeys() {
  const out = await client.send(new GetSecretValueCommand({ SecretId: 'prod/bots/okx', VersionId: '<<uuid>>' }));
  const { apiKey, secretKey, passphrase } = JSON.parse(out.SecretString ?? '{}');
  return { apiKey, secretKey, passphrase };
}
