using System.Net.Sockets;
using System.Text;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Http;

public sealed class RequestTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Over what Kestrel lets through by default (30,000,000 bytes), and as much as the Functions host does.</summary>
    [Theory]
    [InlineData(31 * Megabyte)]
    [InlineData(100 * Megabyte)]
    public async Task Body_OverTheAppsBound_GetsTheAppsResponse(int length)
    {
        await using var app = await SampleApp.StartAsync([typeof(EchoFunctions)]);
        var response = await HttpExchange.SendAsync(app.Address, "POST /bounded", new MemoryStream(new byte[length]));

        Assert.Equal(413, response.Status);
        Assert.Equal("application/problem+json", response.Header("Content-Type"));
    }

    [Fact]
    public async Task Body_OverKestrelsBound_IsAServerError()
    {
        await using var app = await SampleApp.StartAsync([typeof(EchoFunctions)], builder =>
            builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1000));
        var response = await HttpExchange.SendAsync(app.Address, "POST /whole", new MemoryStream(new byte[1001]));

        Assert.Equal((500, ""), (response.Status, response.Body));
    }

    [Theory]
    [InlineData("nothing\n")]
    [InlineData("zz\n")]
    [InlineData("80000000\n")]
    [InlineData("FFFFFFFF\n")]
    [InlineData("2\n{}}}\n")]
    [InlineData("2\n{}\n0\nX-Trailer\n\n")]
    public async Task Body_WithInvalidChunks_IsTheCallersFault(string body)
    {
        await using var app = await SampleApp.StartAsync([typeof(EchoFunctions)]);
        var response = await HttpExchange.SendAsync(app.Address, $"POST /whole\nTransfer-Encoding: chunked\n\n{body}");

        Assert.Equal((400, "application/problem+json"), (response.Status, response.Header("Content-Type")));
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.All, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Caller_Disconnects_FiresOnlyRequestAborted()
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(WaitingFunctions)], builder => builder.Services.AddSingleton<CallRecorder>());
        var recorder = app.App.Services.GetRequiredService<CallRecorder>();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(app.Address.Host, app.Address.Port, timeout.Token);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"GET /wait HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n"), timeout.Token);
            await recorder.Gate("entered").Task.WaitAsync(timeout.Token);
        }

        await recorder.Gate("aborted").Task.WaitAsync(timeout.Token);
        await app.App.StopAsync(timeout.Token);

        Assert.Equal(["aborted, shutdown False"], recorder.Lines);
        Assert.Contains(app.Log.All, line => line.Contains("GET /wait 499 in", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_ConnectionIsReset_IsNoErrorOfTheFunction()
    {
        await using var app = await SampleApp.StartAsync([typeof(EchoFunctions)]);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        // Without a stream that would shut it down first, a socket with this option sends a reset.
        using (var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(enable: true, seconds: 0) })
        {
            await client.ConnectAsync(app.Address.Host, app.Address.Port, timeout.Token);
            await client.SendAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /whole HTTP/1.1\r\nHost: {app.Address.Authority}\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\na"),
                timeout.Token);
            // "100 Continue" is the sign that the function reads the body.
            await client.ReceiveAsync(new byte[100], timeout.Token);
        }

        // The function observes the host's stop too, which must not come first.
        while (!app.Log.All.Any(line => line.Contains("POST /whole ", StringComparison.Ordinal)))
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await app.App.StopAsync(timeout.Token);

        Assert.Contains(app.Log.All, line => line.Contains("POST /whole 499 in", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exception_ThatAHandlerHandles_GetsItsResponse()
    {
        await using var app = await SampleApp.StartAsync([typeof(ResponseFunctions)]);
        var response = await HttpExchange.SendAsync(app.Address, "GET /busy");

        Assert.Equal(503, response.Status);
        Assert.Equal("1", response.Header("Retry-After"));
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("direct")]
    [InlineData("derived")]
    [InlineData("inner")]
    [InlineData("aggregate")]
    public async Task Exception_LackOfMemory_Is503WithRetryAfter(string how)
    {
        await using var app = await SampleApp.StartAsync([typeof(ResponseFunctions)]);
        var response = await HttpExchange.SendAsync(app.Address, $"GET /hungry/{how}");

        Assert.Equal(503, response.Status);
        Assert.Equal("1", response.Header("Retry-After"));
        Assert.Equal("application/problem+json", response.Header("Content-Type"));
    }

    [Fact]
    public async Task Exception_ThatNoHandlerHandles_IsLoggedOnce()
    {
        await using var app = await SampleApp.StartAsync([typeof(ResponseFunctions)]);
        await HttpExchange.SendAsync(app.Address, "GET /broken");

        Assert.Single(app.Log.All, line => line.Contains("A bug.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_OfARequest_IsOneLineWithoutQueryKeyOrBody()
    {
        const string Secret = "planted-secret-5f1c";
        await using var app = await SampleApp.StartAsync(
            [typeof(EchoFunctions), typeof(LevelFunctions)], null, $"--Functions:Keys:default={Secret}");
        await HttpExchange.SendAsync(app.Address, $"GET /guarded?code={Secret}");
        await HttpExchange.SendAsync(app.Address, $"GET /guarded\nx-functions-key: {Secret}");
        await HttpExchange.SendAsync(app.Address, $"POST /echo\n\n{Secret}");
        await HttpExchange.SendAsync(app.Address, $"GET /elsewhere%0AForged?code={Secret}");
        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(app.Log.All, line => line.Contains(Secret, StringComparison.Ordinal));
        var lines = app.Log.All.Where(line => line.Contains("RequestLoggingMiddleware", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, lines.Count);
        Assert.Matches(@"GET /guarded 200 in \d+ ms, key default$", lines[0]);
        Assert.Matches(@"POST /echo 200 in \d+ ms$", lines[2]);
        Assert.Matches(@"GET /\.\.\. 404 in \d+ ms$", lines[3]);
        Assert.DoesNotContain(app.Log.All, line => line.Contains(" Microsoft.", StringComparison.Ordinal));
    }

    // By mistake or by a wrong encoding, the key is in the path.
    [Theory]
    [InlineData("/guarded%3Fcode={0}", "/...")]
    [InlineData("/guarded%3fcode%3d{0}", "/...")]
    [InlineData("/guarded%253Fcode={0}", "/...")]
    [InlineData("/guarded&code={0}", "/...")]
    [InlineData("/guarded;code={0}", "/...")]
    [InlineData("/guarded/%3Fcode={0}", "/guarded/...")]
    [InlineData("/guarded%2F%3Fcode={0}", "/...")]
    [InlineData("/guarded/code={0}", "/guarded/...")]
    [InlineData("/guarded/code/{0}", "/guarded/code/...")]
    [InlineData("/{0}/guarded", "/...")]
    [InlineData("/guarded%EF%BC%9Fcode={0}", "/...")]
    [InlineData("/elsewhere/", "/elsewhere/")]
    [InlineData("/", "/")]
    public async Task Log_KeyInThePath_IsNotWritten(string path, string logged)
    {
        const string Secret = "planted-secret-5f1c";
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)], null, $"--Functions:Keys:default={Secret}", "--Logging:LogLevel:Default=Trace");
        await HttpExchange.SendAsync(app.Address, $"GET {string.Format(null, path, Secret)}");
        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Contains(app.Log.All, line => line.Contains($"GET {logged} 404 in ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            app.Log.All,
            line => line.Contains("EmbeddedFunctions.", StringComparison.Ordinal) && line.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests=Trace")]
    [InlineData("--Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.*BadRequests=Trace")]
    [InlineData("--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics*=Trace")]
    [InlineData("--Logging:LogLevel:Microsoft.AspNetCore=Trace")]
    [InlineData("--Logging:EmbeddedFunctions.Tests.Hosting.LogLines:LogLevel:Default=Trace")]
    public async Task Log_AtAnyConfiguredLevel_HoldsNoKey(string setting)
    {
        const string Secret = "planted-secret-5f1c";
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)], null, $"--Functions:Keys:default={Secret}", setting);
        Assert.Equal(200, (await HttpExchange.SendAsync(app.Address, $"GET /guarded?code={Secret}")).Status);
        foreach (var request in new[]
        {
            $"GET /guarded?code={Secret} HTTP/9.9",
            $"GET /guarded ?code={Secret} HTTP/1.1",
            $"GET /guarded\nx-functions-key {Secret}",
            $"GET /guarded\nx-functions-key: {Secret}\0",
            $"GET /guarded\nHost: x-functions-key={Secret}",
        })
        {
            Assert.InRange((await HttpExchange.SendAsync(app.Address, request)).Status, 400, 505);
        }

        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(app.Log.All, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Response_OfAFunction_NamesNoServer()
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)]);

        Assert.Null((await HttpExchange.SendAsync(app.Address, "GET /open")).Header("Server"));
    }
}
