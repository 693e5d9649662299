export const CHAINS = {
  base: { id: 8453, rpc: 'https://mainnet.base.org', multicall: '<<address:eth>>' },
  arbitrum: { id: 42161, rpc: 'https://arb1.arbitrum.io/rpc', multicall: '<<address:eth>>' },
  infura: `https://mainnet.infura.io/v3/${process.env.INFURA_KEY}`,
} as const;
