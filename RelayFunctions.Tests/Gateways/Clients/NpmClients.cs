using System.Diagnostics;
using System.Text.Json;
using DurableTask.Sqlite.Tests.Azurite;

namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>
/// The clients that services publish for Node, in one process that sends a message with each on request. They are
/// installed only to record their requests.
/// </summary>
public sealed class NpmClients : IAsyncLifetime
{
    private readonly SemaphoreSlim _turn = new(1);
    private Process? _node;

    public async ValueTask InitializeAsync()
    {
        if (!ClientRecording.IsRequested)
            return;

        var scripts = Path.Combine(AppContext.BaseDirectory, "Gateways", "Clients", "Npm");
        var (folder, problem) = await NpmPackages.InstallAsync(scripts);
        Assert.True(problem is null, problem);

        // Node looks for packages beside the script.
        var link = Path.Combine(scripts, "node_modules");
        if (!Path.Exists(link))
            Directory.CreateSymbolicLink(link, Path.Combine(folder, "node_modules"));
        _node = Process.Start(new ProcessStartInfo("node", [Path.Combine(scripts, "clients.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        });
    }

    /// <summary>Sends the message of the presets' cases.</summary>
    /// <param name="client">The name of the preset whose client sends.</param>
    /// <param name="server">The server that receives the request instead of the service.</param>
    /// <returns>The client's error, if it rejects the response.</returns>
    public async Task<string?> SendAsync(string client, Uri server)
    {
        await _turn.WaitAsync();
        try
        {
            var order = JsonSerializer.Serialize(new { client, origin = server.GetLeftPart(UriPartial.Authority) });
            await _node!.StandardInput.WriteLineAsync(order);
            var line = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("node has ended.");
            return JsonElement.Parse(line).GetProperty("error").GetString();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_node is null)
            return;

        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}
