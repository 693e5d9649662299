### Kraken - DCA hebdo
clé API : `<<key>>`
clé privée : `<<secret>>`
droits : consulter les fonds, créer des ordres
