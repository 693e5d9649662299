fr: {api_key: "VOTRE_CLE_API", secret: "votre-cle-secrete-ici", passphrase: "mot de passe de l'API"}
es: {api_key: "TU_CLAVE_API", secret: "pon_aqui_tu_clave_secreta", passphrase: "tu frase"}
pt: {api_key: "SUA_CHAVE_API", secret: "coloque_seu_segredo_aqui", passphrase: "sua senha"}
it: {api_key: "LA_TUA_CHIAVE_API", secret: "inserisci_il_segreto_qui", passphrase: "la tua frase"}
ru: {api_key: "ВАШ_API_КЛЮЧ", secret: "вставьте_секретный_ключ", passphrase: "ваша_фраза"}
zh: {api_key: "你的API密钥", secret: "请在此填写你的密钥", passphrase: "你的口令"}
ja: {api_key: "あなたのAPIキー", secret: "ここにシークレットを入力", passphrase: "パスフレーズ"}
tr: {api_key: "API_ANAHTARINIZ", secret: "gizli_anahtarinizi_buraya_yazin", passphrase: "parolaniz"}
pl: {api_key: "TWOJ_KLUCZ_API", secret: "wstaw_tutaj_swoj_sekret", passphrase: "twoje_haslo"}
