using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayFunctions.Tests.Gateways.HostileTexts;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>
/// The requests that the pinned versions of the services' clients for Node made, one file a client. To install and run
/// the clients costs a minute of processor time, and a pinned client makes the same request each time.
/// </summary>
internal static class ClientRecording
{
    /// <summary>If this variable is set, the clients run, and their requests replace the recorded ones.</summary>
    private const string WriteSetting = "RELAY_WRITE_CLIENTS";

    private static readonly JsonSerializerOptions AsInTheFile = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string Clients = Path.Combine(BuildOutput.Root, "RelayFunctions.Tests", "Gateways", "Clients");

    public static bool IsRequested { get; } = Environment.GetEnvironmentVariable(WriteSetting) is not null;

    /// <summary>The packages that are pinned now, and those that the requests were recorded with.</summary>
    public static (string Pinned, string Recorded) Packages =>
        (File.ReadAllText(PinnedPackages), File.ReadAllText(RecordedPackages));

    private static string PinnedPackages => Path.Combine(Clients, "Npm", "package.json");

    private static string RecordedPackages => Path.Combine(Clients, "Recorded", "package.json");

    public static RawRequest Read(string client)
    {
        var file = JsonSerializer.Deserialize<RecordedRequest>(File.ReadAllText(FileOf(client)), AsInTheFile)!;
        return new RawRequest(
            file.Method,
            Host: "",
            file.Target,
            [.. file.Headers],
            file.Type is null ? null : MediaTypeHeaderValue.Parse(file.Type),
            Encoding.UTF8.GetBytes(file.Body));
    }

    public static void Write(string client, RawRequest request)
    {
        var file = new RecordedRequest(
            request.Method,
            request.Target,
            request.Headers.ToDictionary(),
            request.Type?.ToString(),
            Encoding.UTF8.GetString(request.Body));
        File.WriteAllText(FileOf(client), JsonSerializer.Serialize(file, AsInTheFile) + "\n");
    }

    public static void WritePackages() => File.Copy(PinnedPackages, RecordedPackages, overwrite: true);

    private static string FileOf(string client) => Path.Combine(Clients, "Recorded", $"{client}.json");

    private sealed record RecordedRequest(
        string Method, string Target, Dictionary<string, string> Headers, string? Type, string Body);
}
