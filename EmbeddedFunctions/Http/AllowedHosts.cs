using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Http;

/// <summary>The setting <c>AllowedHosts</c>: the names under which callers reach the server.</summary>
internal static class AllowedHosts
{
    public const string AnyHost = "*";

    private const string Setting = "AllowedHosts";

    public static IReadOnlyList<string> Read(IConfiguration configuration) => (configuration[Setting] ?? string.Empty)
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Finds entries that no request's Host can match.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        faults.AddRange(Read(configuration).Where(entry => !IsHost(entry)).Select(entry =>
            $"setting {Setting}: '{entry}' is not a host name. Separate names by semicolons, and leave out scheme, "
                + "port and path, as in relay.example;*.example.org"));
    }

    private static bool IsHost(string entry) => entry == AnyHost
        || Uri.CheckHostName(entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry)
            != UriHostNameType.Unknown;
}
