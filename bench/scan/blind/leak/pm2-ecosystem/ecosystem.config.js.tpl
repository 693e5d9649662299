module.exports = {
  apps: [
    {
      name: 'hl-copy',
      script: 'dist/index.js',
      max_restarts: 50,
      env: {
        NODE_ENV: 'production',
        HL_WALLET: '<<address:eth>>',
        HL_PRIVATE_KEY: '<<privateKey>>',
        TG_BOT_TOKEN: '<<token@telegram>>',
      },
    },
  ],
};
