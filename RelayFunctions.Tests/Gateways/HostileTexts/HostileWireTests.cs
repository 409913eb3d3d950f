using CsCheck;
using RelayFunctions.Delivery;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>
/// The same property, seen by a server, since the HTTP client's part of a request is not Relay's code.
/// </summary>
public sealed class HostileWireTests
{
    private const string HarmlessText = "hARMLESs";
    private const string HarmlessTitle = "hARMLESSTITLe";

    [Fact]
    public async Task Wire_AnyText_ArrivesInItsPlaces()
    {
        RawRequest? arrived = null;
        StubGateway? server = null;
        server = await StubGateway.StartAsync(context =>
        {
            arrived = RawRequest.Of(context, server!.Requests.Last().Body);
            return Task.CompletedTask;
        });
        await using var stub = server;
        using var sender = new SenderFixture();
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "BASEx/a{{ message }}/{{ message }}b?q={{ message }}", "parameters": { "title": {} },
              "query": { "r": "{{ message }}" },
              "headers": { "X-Title": "{{ parameters.title }}", "X-Other": "1" },
              "body": { "form": { "f": "{{ message }}", "g": "1" } }
            }
            """.Replace("BASE", server.Url.AbsoluteUri, StringComparison.Ordinal));
        var door = new Door(gateway);
        var usual = RequestParser.Parse(await ArriveAsync(Admit(HarmlessText, HarmlessTitle)!));

        await Gen.Select(HostileText.Any, HostileText.Any).SampleAsync(
            async (text, title) =>
            {
                if (Admit(text, title) is not { } message)
                    return;

                var expected = usual.Select(leaf => leaf with
                {
                    Value = leaf.Value
                        .Replace(HarmlessText, text, StringComparison.Ordinal).Replace(HarmlessTitle, title, StringComparison.Ordinal),
                });
                Assert.Equal(expected, RequestParser.Parse(await ArriveAsync(message)));
            },
            iter: 500,
            threads: 1,
            print: pair => $"{HostileText.ToJson(pair.Item1)} {HostileText.ToJson(pair.Item2)}");

        AttemptRequest? Admit(string text, string title) => door.Admit(
            [KeyValuePair.Create("message", HostileText.ToJson(text)), KeyValuePair.Create("title", HostileText.ToJson(title))], out _);

        async Task<RawRequest> ArriveAsync(AttemptRequest message)
        {
            Assert.Null((await sender.SendAsync(gateway, message)).Error);
            return arrived!;
        }
    }
}
