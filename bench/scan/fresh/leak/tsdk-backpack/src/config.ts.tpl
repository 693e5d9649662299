import type { AccountConfig } from './types';

export const accounts: AccountConfig[] = [
  {
    name: 'volume-farm-1',
    apiKey: '<<key>>',
    apiSecret: '<<secret>>',
    proxy: null,
  },
];

export const settings = { market: 'SOL_USDC', sizeUsd: [40, 90], delaySec: [15, 60] } as const;
