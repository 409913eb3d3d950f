namespace EmbeddedFunctions.Tests.Http;

/// <summary>Compares a server at any address with a case of the contract.</summary>
public static class HttpContractRunner
{
    public static async Task RunAsync(Uri server, HttpCase expected)
    {
        var response = await HttpExchange.SendAsync(server, expected.Request);

        Assert.Equal(expected.Status, response.Status);
        foreach (var header in expected.Headers)
            Assert.Contains(header, response.Headers, StringComparer.OrdinalIgnoreCase);

        Assert.All(expected.Without, name => Assert.Null(response.Header(name)));
        if (expected.Body is not null)
            Assert.Equal(expected.Body, response.Body);
    }
}
