cd ~/bots/sniper
git pull
source venv/bin/activate
export MEXC_API_KEY=<<key>>
export MEXC_SECRET_KEY=<<secret>>
python sniper.py --pair KASUSDT --budget 150
tmux attach -t sniper
htop
exit
