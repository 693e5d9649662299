{
  "_readme": ["This file locks the dependencies of your project to a known state"],
  "content-hash": "<<hex32>>",
  "packages": [
    {
      "name": "ccxt/ccxt",
      "version": "4.4.61",
      "source": {"type": "git", "url": "https://git.example/ccxt/ccxt.git", "reference": "<<hex40>>"},
      "dist": {"type": "zip", "url": "https://packages.example/ccxt/<<hex40>>", "reference": "<<hex40>>", "shasum": ""}
    }
  ]
}
