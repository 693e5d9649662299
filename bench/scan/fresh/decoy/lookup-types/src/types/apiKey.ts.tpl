export interface ApiKey {
  id: string;
  keyAlias: string;
  publicKey: string;
  secretKey: string;
  exchangeId: string;
  passphrase?: string;
}

export type CreateKeyBody = Pick<ApiKey, 'keyAlias' | 'publicKey' | 'secretKey'>;

export const emptyKey: ApiKey = { id: '', keyAlias: '', publicKey: '', secretKey: '', exchangeId: 'binance' };
