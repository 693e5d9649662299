<script src="https://www.google.com/recaptcha/api.js?render=6L<<b64url:38>>"></script>
<meta name="google-site-verification" content="<<b64url:43>>">
