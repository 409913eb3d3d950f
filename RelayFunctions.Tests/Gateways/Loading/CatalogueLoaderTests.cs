using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Loading;

namespace RelayFunctions.Tests.Gateways.Loading;

public sealed class CatalogueLoaderTests
{
    [Fact]
    public void Load_CommentsAndTrailingCommas_AreAllowed()
    {
        var loaded = CatalogueLoader.Load(
            "// one\n{ \"gateways\": { /* two */ \"a\": { \"url\": \"http://a\", \"retry\": { \"stopOn\": [400,], }, }, }, }\n// three",
            "gateways.json", Settings(), null, canUseOwnAddress: false, TimeProvider.System);

        Assert.Empty(loaded.Faults);
        Assert.Equal(["a"], loaded.Catalogue.Names);
    }

    [Fact]
    public void Load_EveryKey_IsRead()
    {
        var gateway = Loaded(
            """
            {
              "$schema": "./gateways.schema.json",
              "gateways": {
                "partner": { // People write this by hand.
                  "url": "https://partner.example/notify?key=1",
                  "headers": { "Authorization": "Bearer x" },
                  "timeout": "00:00:05.5",
                  "retry": { "attempts": 2, "interval": "00:02:00", "maxInterval": "02:00:00", "stopOn": [400, 401] },
                  "limits": { "inFlight": 7, "perSecond": 2.5 },
                },
              }
            }
            """).Find("partner");

        Assert.NotNull(gateway);
        Assert.Equal("https://partner.example/notify?key=1", gateway.Request.Url.Fixed.AbsoluteUri);
        Assert.Equal("Authorization", Assert.Single(gateway.Request.Headers).Name);
        Assert.Equal(TimeSpan.FromSeconds(5.5), gateway.Timeout);
        Assert.Equal(2, gateway.Retry.Attempts);
        Assert.Equal(TimeSpan.FromMinutes(2), gateway.Retry.Interval);
        Assert.Equal(TimeSpan.FromHours(2), gateway.Retry.MaxInterval);
        Assert.Equal([400, 401], gateway.Retry.StopOn);
        Assert.Equal(7, gateway.Limits.InFlight);
        Assert.Equal(2.5, gateway.Limits.PerSecond);
        Assert.Equal("partner", gateway.ToString());
    }

    [Fact]
    public void Load_OnlyTheUrl_UsesTheDefaults()
    {
        var gateway = Loaded("""{"gateways": {"partner": {"url": "https://partner.example"}}}""").Find("partner");

        Assert.NotNull(gateway);
        Assert.Equal(TimeSpan.FromSeconds(30), gateway.Timeout);
        Assert.Equal((3, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            (gateway.Retry.Attempts, gateway.Retry.Interval, gateway.Retry.MaxInterval));
        Assert.Equal(100, gateway.Limits.InFlight);
        Assert.Null(gateway.Limits.PerSecond);
        Assert.Empty(gateway.Request.Headers);
    }

    [Fact]
    public void Load_StatusesToRepeat_AreRead()
    {
        var gateway = Loaded("""{"gateways": {"a": {"url": "http://a", "retry": {"on": [429, 503]}}}}""").Find("a");

        Assert.Equal([429, 503], gateway?.Retry.On);
    }

    [Fact]
    public void Load_IntervalOverTheDefaultMaxInterval_LiftsIt()
    {
        var gateway = Loaded("""{"gateways": {"a": {"url": "http://a", "retry": {"interval": "03:00:00"}}}}""").Find("a");

        Assert.Equal(TimeSpan.FromHours(3), gateway?.Retry.MaxInterval);
    }

    [Fact]
    public void Load_SettingsInAnyCase_OverrideTheFile()
    {
        var gateway = Loaded(
            """{"gateways": {"partner": {"url": "https://partner.example", "retry": {"attempts": 3, "stopOn": [400, 401, 403]}}}}""",
            ("Gateways:PARTNER:URL", "https://other.example/secret"),
            ("Gateways:partner:headers:X-Key", "secret"),
            ("Gateways:partner:secrets:token", "s3cret"),
            ("Gateways:partner:RETRY:ATTEMPTS", "1"),
            ("Gateways:partner:retry:stopon:1", "422"),
            ("Gateways:partner:LIMITS:INFLIGHT", "9"),
            ("Gateways:partner:LIMITS:PERSECOND", "0.5")).Find("partner");

        Assert.NotNull(gateway);
        Assert.Equal("https://other.example/secret", gateway.Request.Url.Fixed.AbsoluteUri);
        Assert.Equal("X-Key", Assert.Single(gateway.Request.Headers).Name);
        Assert.Equal(1, gateway.Retry.Attempts);
        Assert.Equal([400, 422, 403], gateway.Retry.StopOn);
        Assert.Equal(9, gateway.Limits.InFlight);
        Assert.Equal(0.5, gateway.Limits.PerSecond);
    }

    [Fact]
    public void Load_OnlySettings_MakeAWholeGateway()
    {
        var gateway = Loaded(
            """{"gateways": {}}""",
            ("Gateways:sms:url", "https://sms.example/send"),
            ("Gateways:sms:timeout", "00:00:03"),
            ("Gateways:sms:retry:stopOn:0", "400"),
            ("Gateways:sms:retry:stopOn:1", "401")).Find("sms");

        Assert.Equal("https://sms.example/send", gateway?.Request.Url.Fixed.AbsoluteUri);
        Assert.Equal(TimeSpan.FromSeconds(3), gateway?.Timeout);
        Assert.Equal([400, 401], gateway?.Retry.StopOn);
    }

    [Fact]
    public void Find_UnknownName_GoesToTheBaseOnlyWhereOneIsGiven()
    {
        var without = Loaded("""{"gateways": {}}""");
        var with = Loaded("""{"gateways": {"known": {"url": "deep/er?x=1"}}}""", new Uri("http://gateways.example/base/"));

        Assert.Null(without.Find("gateway_7"));
        Assert.Equal("http://gateways.example/base/gateway_7", with.Find("gateway_7")?.Request.Url.Fixed.AbsoluteUri);
        Assert.Equal("http://gateways.example/base/deep/er?x=1", with.Find("known")?.Request.Url.Fixed.AbsoluteUri);
    }

    [Fact]
    public void Find_RelativeUrlWithAnAddressInItsQuery_StaysRelative() =>
        Assert.Equal(
            "http://gateways.example/base/notify?cb=http://x",
            Loaded("""{"gateways": {"a": {"url": "notify?cb=http://x"}}}""", new Uri("http://gateways.example/base/"))
                .Find("a")?.Request.Url.Fixed.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a__b")]
    [InlineData("_a")]
    [InlineData("a_")]
    [InlineData("a?b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public void Find_NameAgainstTheRule_NeverGoesToTheBase(string name) =>
        Assert.Null(Loaded("""{"gateways": {}}""", new Uri("http://gateways.example/base/")).Find(name));

    [Fact]
    public void Find_NameInAnotherCase_IsAnotherName() =>
        Assert.Null(Loaded("""{"gateways": {"partner": {"url": "http://a"}}}""").Find("Partner"));

    [Fact]
    public void Load_RelativeUrlToTheAppItself_StaysRelativeWhereItMay()
    {
        var (catalogue, _, faults) = CatalogueLoader.Load(
            """{"gateways": {"gateway_1": {"url": "gateway_1"}}}""", "gateways.json", Settings(), null, canUseOwnAddress: true, TimeProvider.System);

        Assert.Empty(faults);
        Assert.False(catalogue.Find("gateway_1")!.Request.Url.Fixed.IsAbsoluteUri);
    }

    private static GatewayCatalogue Loaded(string text, params (string Key, string Value)[] settings) =>
        Loaded(text, null, settings);

    private static GatewayCatalogue Loaded(string text, Uri? baseUrl, params (string Key, string Value)[] settings)
    {
        var (catalogue, _, faults) = CatalogueLoader.Load(
            text, "gateways.json", Settings(settings), baseUrl, canUseOwnAddress: false, TimeProvider.System);
        Assert.Empty(faults);
        return catalogue;
    }

    internal static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
        .Build();
}
