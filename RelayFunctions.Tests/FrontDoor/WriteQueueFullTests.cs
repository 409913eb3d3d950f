using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DurableTask.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class WriteQueueFullTests
{
    [Fact]
    public async Task Send_WriteQueueFull_Is503WithRetryAfterAndNothingPartlyDone()
    {
        await using var relay = await RelayHost.StartAsync(configure: builder =>
            builder.Services.AddSingleton(services => new SqliteOrchestrationServiceOptions
            {
                Path = builder.Configuration["Storage:Path"]!,
                TimeProvider = services.GetRequiredService<TimeProvider>(),
                WriteQueueCapacity = 1,
            }));
        HashSet<string> accepted = [];
        HttpResponseMessage? refused = null;

        // More concurrent callers than the queue has room for: some find it full.
        while (refused is null)
        {
            var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
                relay.PostAsync("/send_message", """{"message": "a", "gateway": "gateway_1"}""")));
            foreach (var response in responses)
            {
                if (response.StatusCode == HttpStatusCode.OK)
                    accepted.Add((await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!);
                else
                    refused = response;
            }
        }

        await relay.IdleAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(accepted.Order(), relay.Gateway.Requests.Select(request => request.MessageId).Order());
    }
}
