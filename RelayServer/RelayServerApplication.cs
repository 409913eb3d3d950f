using System.Reflection;
using EmbeddedFunctions;
using Microsoft.Extensions.Options;
using RelayFunctions.Text;
using RelayServer.Commands;
using RelayServer.Composition;
using RelayServer.Faults;

namespace RelayServer;

/// <summary>The functions of RelayFunctions as one process, on one SQLite file or on Azure Storage.</summary>
public static class RelayServerApplication
{
    private const string Usage = $"""
        Usage: RelayServer [--urls http://HOST:PORT] [--SECTION:NAME=VALUE ...]
                                         serves until it is told to stop
               RelayServer {CheckCommand.Name} [FILE]       finds the faults of settings and catalogue
               RelayServer {VerifyCommand.Name} FILE        finds damage in a SQLite store
               RelayServer {BackupCommand.Name} FILE        copies the SQLite store while a server runs
               RelayServer --version
        docs/configuration.md lists the settings.
        """;

    private static readonly string[] Commands = [CheckCommand.Name, VerifyCommand.Name, BackupCommand.Name];

    private static readonly string[] HelpOptions = ["--help", "-h", "-?"];

    private static readonly string Version = typeof(RelayServerApplication).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Composes the server without starting it.</summary>
    /// <param name="args">
    /// Settings as the command line has them, such as <c>--urls</c> or <c>--Relay:Retention=7.00:00:00</c>.
    /// </param>
    /// <param name="configure">Replaces parts in a test, such as the clock; runs last.</param>
    /// <exception cref="OptionsValidationException">
    /// Settings or functions are invalid; the exception lists every fault.
    /// </exception>
    public static EmbeddedFunctionsApplication Build(
        string[] args, Action<EmbeddedFunctionsApplicationBuilder>? configure = null) =>
        ServerComposition.Build(args, configure);

    /// <summary>
    /// Runs the command of the command line: runs the server until it is told to stop, checks its catalogue, or
    /// verifies or copies a store.
    /// </summary>
    /// <returns>The exit code: 0 after a stop; 1 if it could not start, with the reason on stderr.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        if (args.Intersect(HelpOptions, StringComparer.Ordinal).Any())
        {
            Console.WriteLine(Usage);
            return Task.FromResult(0);
        }

        if (args.Contains("--version", StringComparer.Ordinal))
        {
            Console.WriteLine($"RelayServer {Version}");
            return Task.FromResult(0);
        }

        var line = CommandLine.Parse(args);
        if (CommandLineOptions.FaultsIn(line.Settings).ToArray() is { Length: > 0 } faults)
            return Task.FromResult(Refuse(line, faults));

        switch (line.Words)
        {
            case []:
                return Task.FromResult(ServeCommand.Run(args));
            case [CheckCommand.Name]:
                return CheckCommand.RunAsync(line.Settings, file: null);
            case [CheckCommand.Name, var file]:
                return CheckCommand.RunAsync(line.Settings, file);
            case [VerifyCommand.Name, var file]:
                return VerifyCommand.RunAsync(line.Settings, file);
            case [BackupCommand.Name, var file]:
                return Task.FromResult(BackupCommand.Run(line.Settings, file));
            case [VerifyCommand.Name or BackupCommand.Name]:
                return Task.FromResult(Refuse(line, $"'{line.Words[0]}' needs a FILE"));
            case [CheckCommand.Name or VerifyCommand.Name or BackupCommand.Name, ..]:
                return Task.FromResult(Refuse(line, $"'{line.Words[0]}' takes one FILE"));
            default:
                var question = NearestName.Question(line.Words[0], Commands);
                return Task.FromResult(Refuse(line, $"unknown command '{line.Words[0]}'{question}"));
        }
    }

    // A command, even a misspelt one, does not start the server.
    private static int Refuse(CommandLine line, params string[] faults)
    {
        StartFaults.Write(faults, isStart: line.Words.Count == 0);
        Console.Error.WriteLine(Usage);
        return 1;
    }
}
