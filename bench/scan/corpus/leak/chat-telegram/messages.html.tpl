<div class="message default clearfix"><div class="body"><div class="from_name">Sam</div>
<div class="text">here the binance api<br>key <<key>><br>secret <<secret>><br>no withdraw on it</div></div></div>
