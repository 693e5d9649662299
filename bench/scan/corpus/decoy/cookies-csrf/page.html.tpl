<meta name="csrf-token" content="<<base64:88>>">
<script nonce="<<base64:24>>" src="/a.js" integrity="sha384-<<base64:64>>" crossorigin="anonymous"></script>
