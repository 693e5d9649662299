# Netscape HTTP Cookie File
# values removed before attaching to the ticket
.htx.com	TRUE	/	TRUE	1803500000	HB-PRO-TOKEN	REMOVED
.htx.com	TRUE	/	TRUE	1803500000	HB-UC-TOKEN	REMOVED
.htx.com	TRUE	/	FALSE	1803500000	_ga	GA1.2.<<digits:10>>.<<digits:10>>
.htx.com	TRUE	/	FALSE	1803500000	_gid	GA1.2.<<digits:10>>.<<digits:10>>
