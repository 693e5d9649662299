export const TOKENS = {
  USDC: '0x<<hex40>>',
  WETH: '0x<<hex40>>',
  UNI_POOL: '0x<<hex40>>',
} as const;
