import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'htx',
  subAccount: '178911001',
  // One word allows all trading, and moving funds; what a sub-user's key can do to keys is not told.
  told: (asked) =>
    asked.every((right) => right === 'read')
      ? {}
      : { spot: 'yes', margin: 'yes', futures: 'yes', transfer: 'yes', admin: 'unknown' },
  ips: 'shown',
  mostIps: 20,
  subAccountTold: 'unknown',
  master: { permissions: { trade: true } },
  denied: { permissions: { read: true } },
  listsToAll: true,
  causes: { denied: ['permission', 'key-or-ip-or-permission'] },
});
