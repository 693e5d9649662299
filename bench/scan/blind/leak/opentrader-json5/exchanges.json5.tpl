{
  DEFAULT: {
    exchangeCode: "BITGET",
    name: "Bitget subaccount 2",
    label: "DEFAULT",
    apiKey: "<<key>>",
    secretKey: "<<secret>>",
    password: "<<passphrase>>", // the one typed when creating the key
    isDemoAccount: false,
    isPaperAccount: false,
  },
}
