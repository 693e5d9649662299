export default {
  expo: {
    name: 'wallet-watch',
    slug: 'wallet-watch',
    extra: {
      binanceKey: '<<key>>',
      binanceSecret: '<<secret>>',
      eas: { projectId: '<<uuid>>' },
    },
  },
};
