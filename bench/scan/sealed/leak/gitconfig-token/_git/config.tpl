[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
[remote "origin"]
	url = https://mk-desk:<<token>>@github.com/mk-desk/stat-arb.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[branch "main"]
	remote = origin
	merge = refs/heads/main
