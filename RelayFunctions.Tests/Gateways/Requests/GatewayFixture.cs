using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Tests.Gateways.Loading;

namespace RelayFunctions.Tests.Gateways.Requests;

/// <summary>Loads a single gateway, and renders its requests.</summary>
internal static class GatewayFixture
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Gateway Load(string entry, params (string Key, string Value)[] settings)
    {
        var loaded = LoadAny(entry, settings);
        Assert.Empty(loaded.Faults);
        return loaded.Catalogue.Find("partner")!;
    }

    public static IReadOnlyList<string> FaultsOf(string entry, params (string Key, string Value)[] settings) =>
        LoadAny(entry, settings).Faults;

    public static IReadOnlyList<string> WarningsOf(string entry, params (string Key, string Value)[] settings) =>
        LoadAny(entry, settings).Warnings;

    /// <summary>Loads the gateway with an <c>appsettings.json</c> that has keys of it.</summary>
    public static LoadedCatalogue LoadWithAppSettings(string entry, string keys) => LoadAny(entry, new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"Gateways": {"partner": {{keys}} } }""")))
        .Build());

    /// <summary>The request for a message, signed.</summary>
    public static RequestDraft Fill(
        this Gateway gateway,
        string text,
        string parameters = "{}",
        bool masked = false,
        string id = "0198",
        DateTimeOffset? now = null) => gateway.Fill(Message(text, parameters, id), masked, now);

    /// <summary>The request for a message, signed.</summary>
    public static RequestDraft Fill(
        this Gateway gateway, AttemptRequest message, bool masked = false, DateTimeOffset? now = null)
    {
        var draft = gateway.Request.Render(MessageScope.Create(gateway, message, now ?? Noon, masked), own: null);
        var context = new SigningContext(message.Id, now ?? Noon) { AccessToken = "TOKEN" };
        if (masked)
            gateway.Request.Auth?.Mask(draft, context);
        else
            gateway.Request.Auth?.Sign(draft, context);
        return draft;
    }

    /// <summary>A message's second attempt.</summary>
    public static AttemptRequest Message(string text, string parameters = "{}", string id = "0198") => new(id, text, "partner", Number: 2)
    {
        AcceptedAt = Noon,
        Parameters = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters),
    };

    public static string? Header(this RequestDraft draft, string name) =>
        draft.Headers.SingleOrDefault(header => header.Key == name).Value;

    public static string Body(this RequestDraft draft) => Encoding.UTF8.GetString(draft.Content!.Bytes.Span);

    private static LoadedCatalogue LoadAny(string entry, (string Key, string Value)[] settings) => LoadAny(
        entry, CatalogueLoaderTests.Settings([.. settings.Select(pair => ($"Gateways:partner:{pair.Key}", pair.Value))]));

    private static LoadedCatalogue LoadAny(string entry, IConfiguration configuration) =>
        CatalogueLoader.Load(
            $$"""{"gateways": {"partner": {{entry}} } }""",
            "gateways.json",
            configuration,
            baseUrl: null,
            canUseOwnAddress: false, TimeProvider.System);
}
