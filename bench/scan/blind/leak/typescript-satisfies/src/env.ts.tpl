export const env = {
  CRYPTO_COM_API_KEY: '<<key>>',
  CRYPTO_COM_API_SECRET: '<<secret>>',
  SANDBOX: false,
} as const satisfies Record<string, string | boolean>;
