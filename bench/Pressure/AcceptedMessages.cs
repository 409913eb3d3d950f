using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Bench.Relay;

namespace Bench.Pressure;

/// <summary>
/// Polls the server for the outcomes of messages, until all have ended or nothing changes for a while. If the server's
/// process ends, it is started again, as a service manager does: only a message that is unknown afterwards is lost.
/// </summary>
internal static class AcceptedMessages
{
    private const int Connections = 16;
    private const int MaxStarts = 5;

    /// <summary>Longer than the pause before a second attempt.</summary>
    private static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(75);

    public static async Task<MessageEnds> AwaitEndsAsync(RelayServerProcess server, IReadOnlyList<string> ids)
    {
        var failed = 0;
        List<string> exits = [];
        var last = Stopwatch.GetTimestamp();
        var left = ids;
        do
        {
            if (server.HasEnded)
            {
                exits.Add(server.DescribeExit());
                server.StartAgain();
            }

            // A new client, since a connection to the previous process would fail.
            using var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}/messages/") };
            var statuses = await StatusesAsync(client, left);
            failed += statuses.Count(message => message.Status == "failed");
            var open = statuses.Where(message => message.Status is not ("delivered" or "failed")).Select(message => message.Id).ToList();
            if (open.Count < left.Count)
                last = Stopwatch.GetTimestamp();
            left = open;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
        while (left.Count > 0 && exits.Count < MaxStarts && Stopwatch.GetElapsedTime(last) < StallTimeout);

        return new MessageEnds(failed, left.Count, exits);
    }

    private static async Task<List<(string Id, string? Status)>> StatusesAsync(HttpClient client, IReadOnlyList<string> ids)
    {
        var statuses = new (string, string?)[ids.Count];
        await Parallel.ForAsync(0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (i, token) =>
            statuses[i] = (ids[i], await StatusAsync(client, ids[i], token)));
        return [.. statuses];
    }

    private static async Task<string?> StatusAsync(HttpClient client, string id, CancellationToken token)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(id, UriKind.Relative), token);
            if (response.StatusCode != HttpStatusCode.OK)
                return null;
            using var status = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(token));
            return status.RootElement.GetProperty("status").GetString();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
