using RelayFunctions.Tests.Gateways.Schema;

namespace RelayFunctions.Tests.Gateways.Loading;

public sealed class NotifyFaultTests
{
    [Theory]
    [InlineData("signed", null)]
    [InlineData("nobody", "'nobody' is not a gateway of the catalogue")]
    [InlineData("Signed", "'Signed' is not a gateway of the catalogue; did you mean 'signed'?")]
    [InlineData("sms", "must be the name of another gateway")]
    [InlineData("open", "must be a gateway that signs: give it auth.standardWebhooks")]
    [InlineData("bodiless", "must be a gateway whose requests have a body")]
    [InlineData("asking", "must be a gateway without required parameters")]
    public void Notify_OfAGateway_NamesAnotherThatCanBeNotified(string name, string? fault) => Assert.Equal(
        fault is null ? [] : [$"gateways.json: gateway 'sms': notify: {fault}"],
        CatalogueSchema.FaultsOf(
            $$"""
            {
              "gateways": {
                "sms": { "url": "https://a.example", "notify": "{{name}}", "auth": { "standardWebhooks": { "secret": "AAAA" } } },
                "signed": { "url": "https://a.example", "auth": { "standardWebhooks": { "secret": "AAAA" } }, "parameters": { "to": {} } },
                "open": { "url": "https://a.example" },
                "bodiless": { "url": "https://a.example", "method": "GET", "auth": { "standardWebhooks": { "secret": "AAAA" } } },
                "asking": { "url": "https://a.example", "auth": { "standardWebhooks": { "secret": "AAAA" } }, "parameters": { "to": { "required": true } } }
              }
            }
            """));
}
