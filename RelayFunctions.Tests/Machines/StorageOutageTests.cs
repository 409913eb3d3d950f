using System.Net;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Machines;

/// <summary>A server whose storage account can't be reached, at its start and while it runs.</summary>
public sealed partial class StorageOutageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Start_UnreachableAccount_FailsWithOneLineWithoutTheKey()
    {
        azurite.SkipWhereMissing();
        using var folder = new TempFolder();

        var (exitCode, lines) = await ServerProcess.RunToEndAsync(
            folder.Path,
            new Dictionary<string, string>
            {
                ["Storage__Provider"] = "AzureStorage",
                ["AzureWebJobsStorage"] = Port().Replace(azurite.ConnectionString, "127.0.0.1:1/"),
            },
            "--urls=http://127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains(lines, line => line.StartsWith(
            "Relay did not start: the storage account devstoreaccount1 of AzureWebJobsStorage can't be used: Connection refused",
            StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("   at ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Eby8vdM02", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_AccountOutOfReach_Is503WithRetryAfterAndContinuesOnceItIsBack()
    {
        azurite.SkipWhereMissing();
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        using var line = new StorageLine(azurite.ConnectionString);
        await using var server = await azurite.StartServerAsync(folder.Path, "Outage", gateway.Url, line.ConnectionString);
        using var client = new MessageClient(server.Address);
        await client.UntilDeliveredAsync(await client.SendAsync());

        line.Cut();
        using var refused = await client.PostAsync();
        line.Mend();
        await client.UntilDeliveredAsync(await client.SendAsync());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(server.Lines, written => written.Contains("   at ", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)/")]
    private static partial Regex Port();
}
