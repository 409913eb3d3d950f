using System.Net.Http.Headers;
using System.Security.Cryptography;
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

    /// <summary>The hashes of the program and its packages as they are now, a line each.</summary>
    public static string Sources => string.Concat(Directory.EnumerateFiles(Path.Combine(Clients, "Npm"))
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetFileName(file)}\n"));

    /// <summary>The same hashes as they were when the requests were recorded.</summary>
    public static string RecordedSources => File.ReadAllText(SourcesFile);

    private static string SourcesFile => Path.Combine(Clients, "Recorded", "sources.sha256");

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

    public static void WriteSources() => File.WriteAllText(SourcesFile, Sources);

    private static string FileOf(string client) => Path.Combine(Clients, "Recorded", $"{client}.json");

    private sealed record RecordedRequest(
        string Method, string Target, Dictionary<string, string> Headers, string? Type, string Body);
}
