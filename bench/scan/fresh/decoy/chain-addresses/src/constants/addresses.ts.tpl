export const ADDRESSES = {
  1: {
    USDC: '<<address:eth>>',
    WETH: '<<address:eth>>',
    router: '<<address:eth>>',
    factory: '<<address:eth>>',
  },
  42161: { USDC: '<<address:eth>>', router: '<<address:eth>>' },
} as const;

export const INIT_CODE_HASH = '0x<<hex64>>';
export const POOL_ID = '0x<<hex64>>';
export const tokenKey = (chain: number, token: string) => `${chain}:${token.toLowerCase()}`;
