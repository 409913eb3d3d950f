using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor.Previews;

/// <summary>A preview's command, run by a real shell with the real curl, compared with Relay's own request.</summary>
public sealed partial class CurlTests
{
    private const string Hostile = "@it's \"quoted\" $(exit 7) `exit 7` ${HOME} \\ %41 !! \r\n\t é 💬 {a,b} [1-3] 'end";

    private const string Catalogue =
        """
        {
          "gateways": {
            "json": {
              "url": "GATEWAY/{{ parameters.text }}/[1-3]?a={b,c}&d={{ parameters.text }}",
              "method": "PUT",
              "headers": {
                "X-Empty": "{{ parameters.none }}{{ parameters.none }}", "X-Quoted": "it's \"$HOME\"", "Content-Language": "de",
                "User-Agent": "mine", "X-Id": "{{ id }} {{ attempt }}"
              },
              "parameters": { "text": { "default": "$(a) b'c/@" }, "none": {} },
              "body": { "json": { "text": "{{ message }}", "attempt": "{{ attempt }}", "at": "{{ acceptedAt }}" } }
            },
            "form": { "url": "GATEWAY", "method": "PATCH", "body": { "form": { "a b": "{{ message }}", "c": ["&=", "{{ message }}"] } } },
            "multipart": { "url": "GATEWAY/multi", "body": { "multipart": { "text": ["{{ message }}", "{{ id }}"], "c": "d" } } },
            "xml": { "url": "GATEWAY/xml", "body": { "xml": "<a b='{{ message }}'>{{ message }}</a>", "contentType": "text/xml;charset=utf-8" } },
            "text": { "url": "GATEWAY/text", "body": { "text": "{{ message }}" } },
            "get": { "url": "GATEWAY/get", "method": "GET", "query": { "text": ["{{ message }}", "b"] } },
            "delete": { "url": "GATEWAY/delete", "method": "DELETE" },
            "getbody": { "url": "GATEWAY/getbody", "method": "GET", "body": { "text": "{{ message }}" } },
            "nul": { "url": "GATEWAY/nul", "body": { "text": "a\u0000{{ message }}" } },
            "empty": { "url": "GATEWAY/empty", "body": { "text": "{% if false %}{{ message }}{% endif %}" } }
          }
        }
        """;

    [Theory]
    [InlineData("bash")]
    [InlineData("sh")]
    public async Task Curl_OfEachFormat_SendsWhatRelaySends(string shell)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);

        foreach (var gateway in new[] { "unlisted", "json", "form", "multipart", "xml", "text", "get", "delete", "getbody", "nul", "empty" })
            await CompareAsync(relay, shell, gateway, Hostile);
        foreach (var length in new[] { 1025, 100_000, 250_000 })
            await CompareAsync(relay, shell, "text", Hostile + new string('x', length));
    }

    private static async Task CompareAsync(RelayHost relay, string shell, string gateway, string message)
    {
        var preview = await PreviewTests.PreviewAsync(relay, gateway, JsonSerializer.Serialize(new { message }));
        await RunAsync(shell, preview["curl"]!.GetValue<string>());
        await relay.SendAsync(message, gateway);
        await relay.IdleAsync();

        var (byCurl, byRelay) = (relay.Gateway.Requests[^2], relay.Gateway.Requests[^1]);
        Assert.Equal(2, byRelay.Attempt + byCurl.Attempt);
        Assert.NotEqual(byRelay.MessageId, byCurl.MessageId);
        Assert.Equal(Comparable(byRelay), Comparable(byCurl));
        Assert.Equal(preview["headers"]!.AsObject().Select(header => header.Key).Order(), byCurl.Headers.Keys.Except(["Host", "Content-Length"]).Order());
    }

    private static async Task RunAsync(string shell, string command)
    {
        using var process = Process.Start(new ProcessStartInfo(shell, ["-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            Environment = { ["NO_PROXY"] = "*" },
        })!;
        await process.StandardInput.WriteAsync(command);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }

    // Two messages differ in their ids, two forms in their boundaries.
    private static string Comparable(ReceivedRequest request)
    {
        var headers = request.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}");
        var text = $"{request.Method} {request.Target}\n{string.Join('\n', headers)}\n\n{request.Body}";
        return BoundaryPattern().Replace(text.Replace(request.MessageId, "ID", StringComparison.Ordinal), "BOUNDARY");
    }

    [GeneratedRegex("relay-[0-9a-f]{32}")]
    private static partial Regex BoundaryPattern();
}
