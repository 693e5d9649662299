export interface ExchangeCredentials {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly passphrase?: string;
  readonly privateKey?: `0x${string}`;
}

export type SecretField = keyof ExchangeCredentials;

export declare const API_SECRET_FIELD_LENGTHS: Record<'binance' | 'bybit' | 'okx', { apiKey: number; apiSecret: number }>;

export declare function maskSecret(apiSecret: ExchangeCredentials['apiSecret']): string;
