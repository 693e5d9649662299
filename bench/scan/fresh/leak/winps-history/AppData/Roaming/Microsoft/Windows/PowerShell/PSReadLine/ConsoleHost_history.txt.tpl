cd C:\bots\passivbot
git pull
.\venv\Scripts\activate
pip install -r requirements.txt
$env:BYBIT_API_KEY="<<key>>"
$env:BYBIT_API_SECRET="<<secret>>"
python src\main.py configs\live.json
Get-Process python
Stop-Process -Id 14820
exit
