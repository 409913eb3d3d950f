using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Server;

/// <summary>What the README's first minute promises, on a real process with the real curl.</summary>
public sealed partial class NewcomerTests
{
    [Fact]
    public async Task FirstMinute_CommandsAsPrintedAndASecondStart_SucceedAndAreLogged()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);

        foreach (var gateway in new[] { "gateway_1", "gateway_2", "gateway_99" })
        {
            var response = await CurlAsync(
                "-sS", "-i", "-X", "POST", $"{server.Address}send_message", "-d", $$"""{"message": "test", "gateway": "{{gateway}}"}""");
            Assert.StartsWith("HTTP/1.1 200 OK", response, StringComparison.Ordinal);
            var body = JsonDocument.Parse(response[response.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]).RootElement;
            Assert.Equal("accepted", body.GetProperty("status").GetString());
            Assert.Contains($"Location: /messages/{body.GetProperty("id").GetString()}", response, StringComparison.Ordinal);
            if (gateway != "gateway_99")
                await server.LineAsync($"delivered to {gateway}");
        }

        await server.LineAsync("attempt 1 of 3 to gateway_99 failed");
        var before = string.Join('\n', server.Lines.TakeWhile(line => !RequestLine().IsMatch(line)));
        Assert.Contains(Path.Combine(folder.Path, "data", "relay.db"), before, StringComparison.Ordinal);
        Assert.Contains("gateway_1, gateway_2, gateway_99", before, StringComparison.Ordinal);
        Assert.Equal(3, server.Lines.Count(line => line.Contains("POST /send_message 200", StringComparison.Ordinal)));
        await AssertSecondStartIsRefusedAsync(folder);
        Assert.Equal(0, await server.TerminateAsync());
    }

    [GeneratedRegex("(GET|POST) /")]
    private static partial Regex RequestLine();

    private static async Task AssertSecondStartIsRefusedAsync(TempFolder folder)
    {
        var (exitCode, lines) = await ServerProcess.RunToEndAsync(folder.Path, args: ["--urls=http://127.0.0.1:0"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(lines, line => line.Contains("relay.db", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", string.Join('\n', lines), StringComparison.Ordinal);
    }

    private static async Task<string> CurlAsync(params string[] arguments)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true })!;
        return await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
