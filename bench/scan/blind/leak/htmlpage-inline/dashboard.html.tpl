<!doctype html>
<html>
<head><title>Positions</title></head>
<body>
<table id="pos"></table>
<script>
  const headers = {
    'APCA-API-KEY-ID': '<<key>>',
    'APCA-API-SECRET-KEY': '<<secret>>'
  };
  fetch('https://paper-api.alpaca.markets/v2/positions', { headers }).then(r => r.json()).then(render);
</script>
</body>
</html>
