$key-green: #0ecb81;
$secret-panel: #1e2329;
.ApiKeyCard_root__<<alnum:5>> { color: $key-green; }
.ApiSecret_value__<<alnum:5>> { background: $secret-panel; }
