<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Funding heatmap</title>
  <link rel="stylesheet" href="/css/uplot.css" integrity="sha384-<<base64:64>>" crossorigin="anonymous">
  <script src="/js/uplot.js" integrity="sha384-<<base64:64>>" crossorigin="anonymous"></script>
</head>
<body data-build="<<hex40>>">
  <form id="keys">
    <input name="apiKey" autocomplete="off" placeholder="API key">
    <input name="apiSecret" type="password" placeholder="API secret">
  </form>
</body>
</html>
