export const oauth = {
  authorizeUrl: 'https://login.coinbase.com/oauth2/auth',
  clientId: '<<hex64>>',
  redirectUri: 'https://bot.example/callback',
  scope: 'wallet:accounts:read',
  responseType: 'code',
  codeChallengeMethod: 'S256', // PKCE: there is no client secret in a browser
};
