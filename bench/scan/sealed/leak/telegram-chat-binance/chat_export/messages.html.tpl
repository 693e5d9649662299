<div class="message default clearfix" id="message4181">
 <div class="body">
  <div class="pull_right date details" title="11.01.2026 21:07:33 UTC+01:00">21:07</div>
  <div class="from_name">Dmitri</div>
  <div class="text">here is the binance futures one<br><br>API Key<br><<key>><br>Secret Key<br><<secret>><br><br>ip is open, please add yours</div>
 </div>
</div>
<div class="message default clearfix joined" id="message4182">
 <div class="body">
  <div class="pull_right date details" title="11.01.2026 21:08:10 UTC+01:00">21:08</div>
  <div class="text">leverage max 3x ok?</div>
 </div>
</div>
