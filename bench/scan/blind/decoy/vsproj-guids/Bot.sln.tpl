Microsoft Visual Studio Solution File, Format Version 12.00
Project("{<<uuid>>}") = "BybitBot", "BybitBot\BybitBot.csproj", "{<<uuid#1>>}"
EndProject
Global
	GlobalSection(ProjectConfigurationPlatforms) = postSolution
		{<<uuid#1>>}.Release|Any CPU.Build.0 = Release|Any CPU
	EndGlobalSection
EndGlobal
