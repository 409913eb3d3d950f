using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Pressure;

/// <summary>The latencies of messages to a healthy gateway, sent at a steady pace; p99 in ms.</summary>
/// <param name="Accepting">From the time when the request was due to its response.</param>
/// <param name="FirstAttempt">From the acceptance to the start of the first attempt.</param>
internal sealed record PacedMessages(double Accepting, double FirstAttempt)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"accepted p99 {Accepting:0.0} ms, first attempt p99 {FirstAttempt:0.0} ms");

    /// <summary>Sends one after another over one connection, which catches up after a slow response.</summary>
    /// <param name="server">The server.</param>
    /// <param name="messages">How many are sent.</param>
    /// <param name="pause">Between the due times of two messages; 10 ms by default.</param>
    public static async Task<PacedMessages> SendAsync(RelayServerProcess server, int messages, TimeSpan? pause = null)
    {
        var request = MessageLoad.Request(server.Address, MessageLoad.Plain);
        using var connection = new HttpConnection(server.Address);
        await connection.ConnectAsync();
        var latencies = new double[messages];
        var ids = new List<string>();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < messages; i++)
        {
            var due = i * (pause ?? TimeSpan.FromMilliseconds(10));
            var early = due - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, TimeProvider.System);
            if (await connection.SendAsync(request) != (int)HttpStatusCode.OK)
                throw new InvalidOperationException("A message was not accepted.");
            latencies[i] = (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds;
            ids.Add(connection.Response.Split("\"id\":\"")[1].Split('"')[0]);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        return new PacedMessages(P99(latencies), P99(await FirstAttemptsAsync(server, ids)));
    }

    private static async Task<double[]> FirstAttemptsAsync(RelayServerProcess server, List<string> ids)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}/messages/") };
        var delays = new double[ids.Count];
        for (var i = 0; i < ids.Count; i++)
        {
            using var status = JsonDocument.Parse(await client.GetStringAsync(new Uri(ids[i], UriKind.Relative)));
            var message = status.RootElement;
            var attempts = message.GetProperty("attempts");
            var accepted = message.GetProperty("acceptedAt").GetDateTime();
            // An attempt that has not begun yet is counted as if it began now.
            var started = attempts.GetArrayLength() > 0
                ? attempts[0].GetProperty("startedAt").GetDateTime()
                : TimeProvider.System.GetUtcNow().UtcDateTime;
            delays[i] = (started - accepted).TotalMilliseconds;
        }

        return delays;
    }

    private static double P99(double[] values) => Percentile.Of([.. values.Order()], 99);
}
