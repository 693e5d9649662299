pipeline {
    agent any
    environment {
        OKX_KEY = '<<key>>'
        OKX_SECRET = '<<secret>>'
        OKX_PASS = '<<passphrase>>'
        REGISTRY = credentials('harbor')
    }
    stages {
        stage('smoke') {
            steps { sh 'python -m smoke --inst BTC-USDT' }
        }
        stage('ship') {
            steps { sh 'docker compose up -d --build' }
        }
    }
}
