<div class="post"><h1>Signature mismatch with WhiteBIT v4</h1>
<pre><code class="language-php">
$apiKey = '<<key>>';
$apiSecret = '<<secret>>';
$request = '/api/v4/trade-account/balance';
</code></pre>
<p>What is wrong here?</p></div>
