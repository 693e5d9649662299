: 1735119181:0;cd ~/code/scalper
: 1735119190:0;export BINANCE_API_KEY=<<key>>
: 1735119204:0;export BINANCE_API_SECRET=<<secret>>
: 1735119211:4;python run.py --pair ETHUSDT --dry
: 1735119240:0;git add -A && git commit -m "tune sl"
: 1735119302:1;curl -X POST -H 'Content-Type: application/json' -d '{"content":"test"}' <<webhook@discord>>
