namespace RelayServer.Commands;

/// <summary>A command that runs instead of the server, such as <c>RelayServer check</c>.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="NeedsFile">Whether the command requires a file.</param>
/// <param name="Summary">What the command does, as the usage text says it.</param>
/// <param name="RunAsync">
/// Runs the command with the settings of the command line and the file (null for none), and returns the exit code.
/// </param>
internal sealed record Command(
    string Name, bool NeedsFile, string Summary, Func<string[], string?, Task<int>> RunAsync)
{
    public static readonly IReadOnlyList<Command> All =
    [
        new("check", NeedsFile: false, "finds the faults of settings and catalogue", CheckCommand.RunAsync),
        new(
            "verify",
            NeedsFile: true,
            "finds damage in a SQLite store",
            (settings, file) => VerifyCommand.RunAsync(settings, file!)),
        new(
            "backup",
            NeedsFile: true,
            "copies the SQLite store while a server runs",
            (settings, file) => Task.FromResult(BackupCommand.Run(settings, file!))),
    ];

    public static IEnumerable<string> Names => All.Select(command => command.Name);

    public static Command? Find(string name) =>
        All.FirstOrDefault(command => command.Name.Equals(name, StringComparison.Ordinal));
}
