namespace RelayServer.Commands;

/// <summary>The parsed command line: a command, or none to serve, and settings.</summary>
/// <param name="Words">The arguments that are not settings: a command and its own arguments.</param>
/// <param name="Settings">The rest, such as <c>--urls http://127.0.0.1:8080</c>.</param>
internal sealed record CommandLine(string[] Words, string[] Settings)
{
    public static CommandLine Parse(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        var isValue = false;
        foreach (var arg in args)
        {
            // After a command, a slash begins a path; elsewhere it begins a setting, as on Windows.
            var isWord = !isValue
                && arg is not ['-', ..]
                && (words.Count > 0 || (arg is not ['/', ..] && !arg.Contains('=', StringComparison.Ordinal)));
            isValue = !isValue && !isWord && !arg.Contains('=', StringComparison.Ordinal);
            (isWord ? words : settings).Add(arg);
        }

        return new CommandLine([.. words], [.. settings]);
    }
}
