export const settings = {
  appId: '1:<<digits:12>>:web:<<hex22>>',
  measurementId: 'G-<<upper:10>>',
  okx: {
    accessKey: '<<key>>',
    secretKey: '<<secret>>',
    passPhrase: '<<passphrase>>',
  },
};
