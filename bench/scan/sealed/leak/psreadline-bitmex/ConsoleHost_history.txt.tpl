cd C:\src\bitmex-liq
.\venv\Scripts\activate
$env:BITMEX_API_KEY = "<<key>>"
$env:BITMEX_API_SECRET = "<<secret>>"
python .\watch.py --min 500000
git status
