[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
[remote "origin"]
	url = https://swingdesk:<<token>>@github.com/swingdesk/private-strategies.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[branch "main"]
	remote = origin
	merge = refs/heads/main
