<!doctype html>
<form method="post" action="/login">
  <input type="hidden" name="_csrf" value="{{ csrf_token }}">
  <input type="password" name="password" autocomplete="current-password">
  <div class="cf-turnstile" data-sitekey="0x4AAAAAAA<<alnum:14>>"></div>
  <div class="h-captcha" data-sitekey="<<uuid>>"></div>
  <button>Connect MEXC</button>
</form>
<script src="/app.js" integrity="sha384-<<base64:64>>" crossorigin="anonymous"></script>
<script nonce="<<base64:24>>">window.vapidPublicKey = 'B<<b64url:86>>';</script>
