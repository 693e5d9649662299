{
    "content-hash": "<<hex32>>",
    "packages": [
        {
            "name": "ccxt/ccxt",
            "version": "4.3.11",
            "source": {"type": "git", "url": "https://github.com/ccxt/ccxt.git", "reference": "<<hex40>>"},
            "dist": {"type": "zip", "url": "https://api.github.com/repos/ccxt/ccxt/zipball/<<hex40>>", "reference": "<<hex40>>", "shasum": ""}
        }
    ]
}
