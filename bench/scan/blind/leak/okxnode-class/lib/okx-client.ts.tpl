import { RestClient } from 'okx-api';

const client = new RestClient({
  apiKey: '<<key>>',
  apiSecret: '<<secret>>',
  apiPass: '<<passphrase>>',
});

export async function closeAll(instId: string) {
  return client.closePositions({ instId, mgnMode: 'cross' });
}
