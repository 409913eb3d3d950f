namespace RelayServer.Commands;

/// <summary>
/// What the command line asks for: to serve, or what its words say, under the settings that it gives.
/// </summary>
/// <param name="Words">The words that are no settings: a command and what belongs to it.</param>
/// <param name="Settings">The rest, such as <c>--urls http://127.0.0.1:8080</c>.</param>
internal sealed record CommandLine(IReadOnlyList<string> Words, string[] Settings)
{
    public static CommandLine Parse(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        var isValue = false;
        foreach (var arg in args)
        {
            // Behind a command a slash begins a path; elsewhere it is a setting's, as Windows has it.
            var isWord = !isValue
                && arg is not ['-', ..]
                && (words.Count > 0 || (arg is not ['/', ..] && !arg.Contains('=', StringComparison.Ordinal)));
            isValue = !isValue && !isWord && !arg.Contains('=', StringComparison.Ordinal);
            (isWord ? words : settings).Add(arg);
        }

        return new CommandLine(words, [.. settings]);
    }
}
