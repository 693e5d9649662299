<!doctype html>
<html lang="en">
<head>
<link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/bootstrap@5.3.3/dist/css/bootstrap.min.css" integrity="sha384-<<base64:64>>" crossorigin="anonymous">
<script src="https://unpkg.com/lightweight-charts@4.2.0/dist/lightweight-charts.standalone.production.js" integrity="sha384-<<base64:64>>" crossorigin="anonymous"></script>
<title>Bybit funding monitor</title>
</head>
</html>
