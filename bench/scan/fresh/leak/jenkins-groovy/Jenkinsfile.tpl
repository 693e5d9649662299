pipeline {
  agent any
  triggers { cron('H 6 * * *') }
  environment {
    GEMINI_API_KEY    = '<<key>>'
    GEMINI_API_SECRET = '<<secret>>'
  }
  stages {
    stage('rebalance') {
      steps { sh 'python3 rebalance.py --live' }
    }
  }
}
