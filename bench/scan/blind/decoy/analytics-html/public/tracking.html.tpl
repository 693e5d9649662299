<script async src="https://www.googletagmanager.com/gtag/js?id=G-<<upper:10>>"></script>
<script>
  window.dataLayer = window.dataLayer || [];
  function gtag(){dataLayer.push(arguments);}
  gtag('config', 'G-<<upper:10>>');
  gtag('config', 'UA-<<digits:8>>-1');
</script>
<meta name="google-site-verification" content="<<b64url:43>>">
