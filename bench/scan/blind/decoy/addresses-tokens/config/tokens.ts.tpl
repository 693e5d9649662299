export const MINTS = {
  USDC: '<<base58:44>>',
  BONK: '<<base58:44>>',
  JUP: '<<base58:43>>',
};
export const TOKENS = {
  WETH: '<<address:eth>>',
  ARB: '<<address:eth>>',
};
export const POOL_IDS = ['0x<<hex64>>', '0x<<hex64>>'];
