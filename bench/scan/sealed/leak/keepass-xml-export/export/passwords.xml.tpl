<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<KeePassFile>
	<Root>
		<Group>
			<Name>Exchanges</Name>
			<Entry>
				<String><Key>Title</Key><Value>OKX api (bot)</Value></String>
				<String><Key>UserName</Key><Value><<key@okx>></Value></String>
				<String><Key>Password</Key><Value><<secret@okx>></Value></String>
				<String><Key>Notes</Key><Value>passphrase: <<passphrase@okx>></Value></String>
			</Entry>
			<Entry>
				<String><Key>Title</Key><Value>Upbit api</Value></String>
				<String><Key>UserName</Key><Value><<key@upbit>></Value></String>
				<String><Key>Password</Key><Value><<secret@upbit>></Value></String>
			</Entry>
		</Group>
	</Root>
</KeePassFile>
