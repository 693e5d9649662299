export const USDC = '<<address:eth>>' as const;
export const WETH = '<<address:eth>>' as const;
export const ROUTER_V3 = '<<address:eth>>' as const;
export const POOL_INIT_CODE_HASH = '0x<<hex64>>' as const;
export const TOPIC_SWAP = '0x<<hex64>>' as const;
export const TOPIC_TRANSFER = '0x<<hex64>>' as const;
export const DOMAIN_SEPARATOR = '0x<<hex64>>' as const;
