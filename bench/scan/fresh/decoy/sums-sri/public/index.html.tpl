<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Funding dashboard</title>
  <link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/bootstrap@5.3.3/dist/css/bootstrap.min.css" integrity="sha384-<<base64:64>>" crossorigin="anonymous">
  <script src="https://cdn.jsdelivr.net/npm/lightweight-charts@4.1.3/dist/lightweight-charts.standalone.production.js" integrity="sha384-<<base64:64>>" crossorigin="anonymous"></script>
</head>
<body>
  <form><label>API key <input name="apiKey" type="text" autocomplete="off"></label>
  <label>Secret <input name="apiSecret" type="password" placeholder="64 characters"></label></form>
</body>
</html>
