import { defineStore } from 'pinia';

export const useAccount = defineStore('account', {
  state: () => ({
    exchange: 'whitebit',
    publicKey: '<<key>>',
    secretKey: '<<secret>>',
    balances: [] as { asset: string; free: string }[],
  }),
});
