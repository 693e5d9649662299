pipeline {
  agent any
  environment {
    BITMEX_KEY = '<<key>>'
    BITMEX_SECRET = '<<secret>>'
  }
  stages {
    stage('run') {
      steps { sh './gradlew run' }
    }
  }
}
