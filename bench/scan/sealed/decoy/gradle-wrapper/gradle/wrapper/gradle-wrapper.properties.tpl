distributionBase=GRADLE_USER_HOME
distributionPath=wrapper/dists
distributionSha256Sum=<<hex64>>
distributionUrl=https\://packages.example/gradle-8.11.1-bin.zip
validateDistributionUrl=true
zipStoreBase=GRADLE_USER_HOME
