Microsoft Visual Studio Solution File, Format Version 12.00
Project("{<<uuid>>}") = "TradeBot", "TradeBot\TradeBot.csproj", "{<<uuid>>}"
EndProject
Project("{<<uuid>>}") = "ApiKeys", "ApiKeys\ApiKeys.csproj", "{<<uuid>>}"
EndProject
Global
	GlobalSection(ExtensibilityGlobals) = postSolution
		SolutionGuid = {<<uuid>>}
	EndGlobalSection
EndGlobal
