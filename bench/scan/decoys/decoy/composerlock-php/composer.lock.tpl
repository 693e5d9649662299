{
  "_readme": ["This file locks the dependencies of your project to a known state"],
  "content-hash": "<<hex32>>",
  "packages": [
    {"name": "ccxt/ccxt", "version": "7.22.9", "source": {"type": "git", "url": "https://github.com/ccxt/ccxt.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/ws", "version": "6.28.13", "source": {"type": "git", "url": "https://github.com/ccxt/ws.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/axios", "version": "8.9.5", "source": {"type": "git", "url": "https://github.com/ccxt/axios.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/pino", "version": "4.14.0", "source": {"type": "git", "url": "https://github.com/ccxt/pino.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/zod", "version": "1.12.14", "source": {"type": "git", "url": "https://github.com/ccxt/zod.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/undici", "version": "0.17.19", "source": {"type": "git", "url": "https://github.com/ccxt/undici.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/ethers", "version": "6.2.5", "source": {"type": "git", "url": "https://github.com/ccxt/ethers.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/viem", "version": "6.17.1", "source": {"type": "git", "url": "https://github.com/ccxt/viem.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/bn.js", "version": "0.17.12", "source": {"type": "git", "url": "https://github.com/ccxt/bn.js.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/decimal.js", "version": "1.11.16", "source": {"type": "git", "url": "https://github.com/ccxt/decimal.js.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/technicalindicators", "version": "8.14.4", "source": {"type": "git", "url": "https://github.com/ccxt/technicalindicators.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}},
    {"name": "ccxt/lodash", "version": "8.3.18", "source": {"type": "git", "url": "https://github.com/ccxt/lodash.git", "reference": "<<hex40>>"}, "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}}
  ],
  "plugin-api-version": "2.6.0"
}
