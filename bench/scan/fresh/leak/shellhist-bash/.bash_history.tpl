ls -la
cd bots/futures-hedge
git pull https://mia-h:<<token@github>>@github.com/mia-h/futures-hedge.git
nano config.py
export API_KEY=<<key>>
export API_SECRET=<<secret>>
python3 hedge.py --symbol BTCUSDT --lev 5
screen -r hedge
tail -f hedge.log
docker pull redis@sha256:<<hex64>>
git checkout <<hex40>>
exit
