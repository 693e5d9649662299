<h2 id="live">Live accounts</h2>
<table class="wrapped confluenceTable">
<tbody>
<tr><th>Exchange</th><th>API key</th><th>API secret</th><th>Owner</th></tr>
<tr><td>Bitstamp</td><td><code><<key>></code></td><td><code><<secret>></code></td><td>Jan</td></tr>
</tbody>
</table>
<p>Page id <<digits:9>>, last change <time datetime="2024-04-11">11 Apr 2024</time></p>
