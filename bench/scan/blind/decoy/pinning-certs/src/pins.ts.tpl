export const PINS: Record<string, string[]> = {
  'api.kraken.com': ['sha256/<<base64:44>>', 'sha256/<<base64:44>>'],
  'api.binance.com': ['sha256/<<base64:44>>'],
};
