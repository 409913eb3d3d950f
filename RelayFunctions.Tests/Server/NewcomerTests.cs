using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Server;

/// <summary>What the README's first minute promises, on a real process with the real curl.</summary>
public sealed partial class NewcomerTests
{
    [Fact]
    public async Task FirstMinute_CommandsAsPrinted_AreAnsweredAndSeenInTheLog()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);

        foreach (var gateway in new[] { "gateway_1", "gateway_2", "gateway_99" })
        {
            var answer = await CurlAsync(
                "-sS", "-i", "-X", "POST", $"{server.Address}send_message", "-d", $$"""{"message": "test", "gateway": "{{gateway}}"}""");
            Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
            var body = JsonDocument.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]).RootElement;
            Assert.Equal("accepted", body.GetProperty("status").GetString());
            Assert.Contains($"Location: /messages/{body.GetProperty("id").GetString()}", answer, StringComparison.Ordinal);
            if (gateway != "gateway_99")
                await server.LineAsync($"delivered to {gateway}");
        }

        await server.LineAsync("attempt 1 of 3 to gateway_99 failed");
        var before = string.Join('\n', server.Lines.TakeWhile(line => !RequestLine().IsMatch(line)));
        Assert.Contains(Path.Combine(folder.Path, "data", "relay.db"), before, StringComparison.Ordinal);
        Assert.Contains("gateway_1, gateway_2, gateway_99", before, StringComparison.Ordinal);
        Assert.Equal(3, server.Lines.Count(line => line.Contains("POST /send_message 200", StringComparison.Ordinal)));
        Assert.Equal(0, await server.TerminateAsync());
    }

    [Fact]
    public async Task Start_CatalogueThatIsWrong_NamesFileGatewayAndKeyInOneLine()
    {
        using var folder = new TempFolder();
        var catalogue = Path.Combine(folder.Path, "mine.json");
        await File.WriteAllTextAsync(
            catalogue,
            """{ "gateways": { "fast": { "url": "https://example.com", "retry": { "interval": "00:00:05" } } } }""",
            TestContext.Current.CancellationToken);

        var (exitCode, lines) = await ServerProcess.RunToEndAsync(
            folder.Path, args: ["--urls=http://127.0.0.1:0", $"--Relay:GatewaysFile={catalogue}"]);

        Assert.Equal(1, exitCode);
        var text = string.Join('\n', lines);
        Assert.Contains("mine.json", text, StringComparison.Ordinal);
        Assert.Contains("fast", text, StringComparison.Ordinal);
        Assert.Contains("retry.interval", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PublicAddressWithoutAKey_IsRefused()
    {
        using var folder = new TempFolder();

        var (exitCode, lines) = await ServerProcess.RunToEndAsync(folder.Path, args: ["--urls=http://0.0.0.0:0"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(lines, line => line.Contains("Functions__Keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_SecondProcessOnTheFile_IsRefused()
    {
        using var folder = new TempFolder();
        await using var first = await ServerProcess.StartAsync(folder.Path);

        var (exitCode, lines) = await ServerProcess.RunToEndAsync(folder.Path, args: ["--urls=http://127.0.0.1:0"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(lines, line => line.Contains("relay.db", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [GeneratedRegex("(GET|POST) /")]
    private static partial Regex RequestLine();

    private static async Task<string> CurlAsync(params string[] arguments)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true })!;
        return await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
