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
    private static readonly string Usage = $"""
        Usage: RelayServer [--urls http://HOST:PORT] [--SECTION:NAME=VALUE ...]
                                         serves until it is told to stop
        {string.Join('\n', Command.All.Select(UsageOf))}
               RelayServer --version
        docs/configuration.md lists the settings.
        """;

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
    /// Runs what the command line asks for: the server, until it is told to stop, or a command that checks the
    /// catalogue, or verifies or copies a store.
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
        return CommandLineOptions.FaultsIn(line.Settings).ToArray() is { Length: > 0 } faults
            ? Task.FromResult(Reject(line, faults))
            : RunAsync(line, args);
    }

    private static Task<int> RunAsync(CommandLine line, string[] args)
    {
        if (line.Words is not [var name, .. var arguments])
            return Task.FromResult(ServeCommand.Run(args));

        return (Command.Find(name), arguments) switch
        {
            (null, _) => Task.FromResult(
                Reject(line, $"unknown command '{name}'{NearestName.Question(name, Command.Names)}")),
            ({ NeedsFile: true }, []) => Task.FromResult(Reject(line, $"'{name}' needs a FILE")),
            ({ } command, []) => command.RunAsync(line.Settings, null),
            ({ } command, [var file]) => command.RunAsync(line.Settings, file),
            _ => Task.FromResult(Reject(line, $"'{name}' takes one FILE")),
        };
    }

    // A command, even a misspelt one, does not start the server.
    private static int Reject(CommandLine line, params string[] faults)
    {
        if (line.Words.Length == 0)
        {
            StartFaults.Write(faults);
        }
        else
        {
            foreach (var fault in faults)
                Console.Error.WriteLine(fault);
        }

        Console.Error.WriteLine(Usage);
        return 1;
    }

    private static string UsageOf(Command command)
    {
        var call = $"{command.Name} {(command.NeedsFile ? "FILE" : "[FILE]")}";
        return $"       RelayServer {call,-19}{command.Summary}";
    }
}
