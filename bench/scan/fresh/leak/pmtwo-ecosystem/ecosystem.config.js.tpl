module.exports = {
  apps: [
    {
      name: 'liq-hunter',
      script: 'app.js',
      autorestart: true,
      max_memory_restart: '400M',
      env: {
        NODE_ENV: 'production',
        BYBIT_KEY: '<<key>>',
        BYBIT_SECRET: '<<secret>>',
        DISCORD_URL: '<<webhook@discord>>',
      },
    },
  ],
};
