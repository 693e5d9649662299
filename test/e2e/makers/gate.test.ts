import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'gate',
  subAccount: '10001',
  // One group is for spot and margin; the list of groups tells nothing of withdrawing and of managing keys.
  told: (asked) => ({
    withdraw: 'unknown',
    admin: 'unknown',
    ...(asked.some((right) => right === 'spot' || right === 'margin') ? { spot: 'yes', margin: 'yes' } : {}),
  }),
  ips: 'shown',
  mostIps: 20,
  subAccountTold: 'unknown',
});
