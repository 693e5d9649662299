{
    "content-hash": "<<hex32>>",
    "packages": [
        {
            "name": "ccxt/ccxt",
            "version": "4.4.50",
            "source": {"type": "git", "url": "https://github.com/ccxt/ccxt.git", "reference": "<<hex40>>"},
            "dist": {"type": "zip", "reference": "<<hex40>>", "shasum": ""}
        }
    ]
}
