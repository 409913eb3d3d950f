namespace RelayServer.Commands;

/// <summary>The folder in which a command was typed. <c>dotnet run</c> starts the process in another folder.</summary>
internal static class StartFolder
{
    /// <param name="settings">The settings of the command line, which may name the folder as <c>StartedIn</c>.</param>
    public static string Of(string[] settings) =>
        new ConfigurationBuilder().AddCommandLine(settings).Build()["StartedIn"] ?? Environment.CurrentDirectory;
}
