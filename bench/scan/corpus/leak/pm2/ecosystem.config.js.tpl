module.exports = { apps: [{ name: 'wb', script: 'dist/main.js', env: { WHITEBIT_API_KEY: '<<key>>', WHITEBIT_API_SECRET: '<<secret>>' } }] };
