: 1790001001:0;cd bots
: 1790001040:0;BYBIT_KEY=<<key>> BYBIT_SECRET=<<secret>> python run.py
: 1790001102:3;git commit -m "fix size"
