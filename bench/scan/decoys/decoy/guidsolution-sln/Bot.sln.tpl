Microsoft Visual Studio Solution File, Format Version 12.00
Project("{<<uuid>>}") = "Bot.Secrets.hedge1", "src\hedge1\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.spread2", "src\spread2\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.depth3", "src\depth3\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.sweep4", "src\sweep4\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.signal5", "src\signal5\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.grid6", "src\grid6\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.margin7", "src\margin7\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.router8", "src\router8\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.candle9", "src\candle9\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.depth10", "src\depth10\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.depth11", "src\depth11\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.signal12", "src\signal12\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.margin13", "src\margin13\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.signal14", "src\signal14\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.depth15", "src\depth15\Bot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "Bot.Secrets.ladder16", "src\ladder16\Bot.csproj", "{<<uuid>>}"
EndProject
Global
	GlobalSection(ExtensibilityGlobals) = postSolution
		SolutionGuid = {<<uuid>>}
	EndGlobalSection
EndGlobal
