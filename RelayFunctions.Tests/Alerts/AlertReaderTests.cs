using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Tests.Gateways.Loading;
using RelayFunctions.Tests.Gateways.Schema;

namespace RelayFunctions.Tests.Alerts;

/// <summary>The part <c>alerts</c> of gateways.json, as the loader and the schema read it.</summary>
public sealed class AlertReaderTests
{
    private const string Gateways = """
        "chat": { "url": "https://chat.example", "parameters": { "room": { "required": true }, "level": { "type": "integer" } } },
        "push": { "url": "https://push.example" },
        "slow": { "url": "https://slow.example", "retry": { "interval": "00:25:00" } },
        "sms": { "url": "https://sms.example" }
        """;

    [Fact]
    public void Alert_WithDefaults_WatchesAllButItsOwnGateway()
    {
        var alert = Assert.Single(Load("""{ "ops": { "gateway": "push", "failures": { "window": "00:05:00" }, "oldestWaiting": "00:30:00" } }""").Alerts);

        Assert.Equal("ops", alert.Name);
        Assert.Equal(["push"], alert.Targets);
        Assert.Equal(["chat", "slow", "sms"], alert.Watched);
        Assert.Equal(new FailureThreshold { Count = 10, Share = 0.5, Window = TimeSpan.FromMinutes(5) }, alert.Failures);
        Assert.Equal(TimeSpan.FromMinutes(30), alert.OldestWaiting);
    }

    [Fact]
    public void Alert_OnlyInSettings_IsRead()
    {
        var alert = Assert.Single(Load(
            "{}",
            ("Alerts:ops:gateway:0", "push"),
            ("Alerts:ops:watch:0", "sms"),
            ("Alerts:ops:failures:count", "5"),
            ("Alerts:ops:failures:share", "0.25")).Alerts);

        Assert.Equal(["push"], alert.Targets);
        Assert.Equal(["sms"], alert.Watched);
        Assert.Equal(new FailureThreshold { Count = 5, Share = 0.25 }, alert.Failures);
    }

    [Theory]
    [InlineData("""{ "oldestWaiting": "00:30:00" }""", "gateway: is missing")]
    [InlineData("""{ "gateway": 7, "oldestWaiting": "00:30:00" }""", "gateway: must be the name of a gateway")]
    [InlineData("""{ "gateway": [], "oldestWaiting": "00:30:00" }""", "gateway: must be the name of a gateway")]
    [InlineData("""{ "gateway": ["push", "push"], "oldestWaiting": "00:30:00" }""", "gateway: has 'push' twice")]
    [InlineData("""{ "gateway": "push" }""", "must have failures, oldestWaiting or both")]
    [InlineData("""{ "gateway": "push", "watch": [], "oldestWaiting": "00:30:00" }""", "watch: must be a list of names")]
    [InlineData("""{ "gateway": "push", "watch": "sms", "oldestWaiting": "00:30:00" }""", "watch: must be a list of names")]
    [InlineData("""{ "gateway": "push", "failures": { "count": 0, "window": "00:05:00" } }""", "failures.count: must be a whole number from 1 to 100000")]
    [InlineData("""{ "gateway": "push", "failures": { "share": 50, "window": "00:05:00" } }""", "failures.share: must be a number from 0.01 to 1")]
    [InlineData("""{ "gateway": "push", "failures": { "window": 5 } }""", "failures.window: must be a time from 00:01:00 to 01:00:00")]
    [InlineData("""{ "gateway": "push", "failures": { "windows": "00:05:00" } }""", "failures.windows: unknown key")]
    [InlineData("""{ "gateway": "push", "oldestWaiting": "00:30:00", "text": "a" }""", "text: unknown key")]
    [InlineData("""{ "gateway": "push", "parameters": [], "oldestWaiting": "00:30:00" }""", "parameters: must be an object")]
    [InlineData("7", "must be an object")]
    public void Alert_Invalid_IsInvalidForTheSchemaToo(string alert, string fault)
    {
        var text = Text($$"""{ "ops": {{alert}} }""");

        Assert.Contains(CatalogueSchema.FaultsOf(text), found => found.StartsWith($"gateways.json: alert 'ops': {fault}", StringComparison.Ordinal));
        Assert.False(CatalogueSchema.Accepts(text));
    }

    [Theory]
    [InlineData("""{ "gateway": "pigeon", "oldestWaiting": "00:30:00" }""", "gateway: 'pigeon' is not a gateway of the catalogue")]
    [InlineData("""{ "gateway": "push", "watch": ["sms", "pigeon"], "oldestWaiting": "00:30:00" }""", "watch: 'pigeon' is not a gateway of the catalogue")]
    [InlineData("""{ "gateway": "push", "watch": ["sms", "Chats"], "oldestWaiting": "00:30:00" }""", "watch: 'Chats' is not a gateway of the catalogue; did you mean 'chat'?")]
    [InlineData("""{ "gateway": ["push", "Sms"], "oldestWaiting": "00:30:00" }""", "gateway: 'Sms' is not a gateway of the catalogue; did you mean 'sms'?")]
    [InlineData("""{ "gateway": "push", "watch": ["sms", "push"], "oldestWaiting": "00:30:00" }""", "watch: has 'push', the alert's own gateway")]
    [InlineData("""{ "gateway": ["sms", "push"], "watch": ["push"], "oldestWaiting": "00:30:00" }""", "watch: has 'push', the alert's own gateway")]
    [InlineData("""{ "gateway": "chat", "oldestWaiting": "00:30:00" }""", "parameters.room: is missing (gateway 'chat')")]
    [InlineData("""{ "gateway": "chat", "parameters": { "room": "a", "level": "b" }, "oldestWaiting": "00:30:00" }""", "parameters.level: must be a whole number (gateway 'chat')")]
    [InlineData("""{ "gateway": "push", "parameters": { "room": "a" }, "oldestWaiting": "00:30:00" }""", "parameters.room: is unknown")]
    [InlineData("""{ "gateway": ["push", "chat"], "parameters": { "room": "a", "x": "b" }, "oldestWaiting": "00:30:00" }""", "parameters.x: is unknown; none of the gateways takes it")]
    [InlineData("""{ "gateway": "push", "failures": {} }""", "failures: window and the retries of gateway 'slow' (00:51:30) must be at most 01:00:00 together")]
    [InlineData("""{ "gateway": "push", "oldestWaiting": "00:00:30" }""", "oldestWaiting: must be a time from 00:01:00 to 7.00:00:00")]
    public void Alert_InvalidAmongValidOnes_IsAFaultOnlyForTheLoader(string alert, string fault)
    {
        var text = Text($$"""{ "ops": {{alert}} }""");

        Assert.Contains(CatalogueSchema.FaultsOf(text), found => found.StartsWith($"gateways.json: alert 'ops': {fault}", StringComparison.Ordinal));
        Assert.True(CatalogueSchema.Accepts(text));
    }

    [Fact]
    public void Alert_OfALongOrHostileName_NamesItsBeginningInOneLine()
    {
        var name = $"a\\n{new string('b', 500)}";

        var fault = Assert.Single(CatalogueSchema.FaultsOf(Text($$"""{ "ops": { "gateway": "push", "watch": ["{{name}}"], "oldestWaiting": "00:30:00" } }""")));

        Assert.Equal($"gateways.json: alert 'ops': watch: 'a?{new string('b', 98)}...' is not a gateway of the catalogue", fault);
    }

    [Fact]
    public void Alerts_EachKeyRemovedOfAnotherTypeOrUnknown_AreTheSameForBoth()
    {
        var example = """
            {
              "gateways": { "chat": { "url": "https://chat.example", "parameters": { "room": {} } }, "sms": { "url": "https://sms.example" } },
              "alerts": {
                "ops": {
                  "gateway": ["chat"], "parameters": { "room": "a" }, "watch": ["sms"],
                  "failures": { "count": 5, "share": 0.5, "window": "00:10:00" }, "oldestWaiting": "00:30:00"
                }
              }
            }
            """;
        Assert.Empty(CatalogueSchema.FaultsOf(example));
        Assert.True(CatalogueSchema.Accepts(example));

        foreach (var (change, text) in Mutations.Of(example).Where(mutation => mutation.Change.StartsWith("alerts", StringComparison.Ordinal)))
        {
            var faults = CatalogueSchema.FaultsOf(text);
            Assert.True(
                CatalogueSchema.Accepts(text)
                    ? faults.All(fault => fault.Contains("parameters.room: must ", StringComparison.Ordinal)
                        || fault.Contains("is not a gateway of the catalogue", StringComparison.Ordinal)
                        || fault.Contains("parameters.unknown: is unknown", StringComparison.Ordinal))
                    : faults.Count > 0,
                $"{change}: {string.Join("; ", faults)}");
        }
    }

    [Fact]
    public void Alerts_OfTheFile_NameTheFaultsOfSettings()
    {
        var faults = CatalogueSchema.FaultsOf(
            Text("""{ "ops": { "gateway": "push", "oldestWaiting": "00:30:00" } }"""), ("Alerts:ops:oldestWaiting", "soon"));

        Assert.StartsWith("setting Alerts__ops__oldestWaiting: alert 'ops': oldestWaiting: must be a time", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Alerts:ops:watch:0", "slow", "slow,chat")]
    [InlineData("Alerts:ops:watch:1", "slow", "sms,slow")]
    [InlineData("Alerts:ops:watch:2", "slow", "sms,chat,slow")]
    public void Watch_OfTheFile_IsMergedByIndex(string setting, string gateway, string watched)
    {
        var alert = Assert.Single(Load(
            """{ "ops": { "gateway": "push", "watch": ["sms", "chat"], "oldestWaiting": "00:30:00" } }""", (setting, gateway)).Alerts);

        Assert.Equal(watched, string.Join(',', alert.Watched));
    }

    [Theory]
    [InlineData("watch:3", "slow", "watch.3: is beyond the end of the list, whose next item is Alerts__ops__watch__2")]
    [InlineData("gateway:1", "slow", "gateway: lacks its first item, Alerts__ops__gateway__0")]
    [InlineData("watch:2:name", "slow", "watch: must be a list of names of gateways")]
    public void List_WithAGapOrAnObject_IsAFaultOfTheSetting(string key, string value, string fault)
    {
        var faults = CatalogueSchema.FaultsOf(
            Text("""{ "ops": { "gateway": "push", "watch": ["sms", "chat"], "oldestWaiting": "00:30:00" } }"""), ($"Alerts:ops:{key}", value));

        Assert.Matches($"^setting Alerts__ops__{fault.Split(':')[0].Replace(".", "__", StringComparison.Ordinal)}: alert 'ops': {fault}", Assert.Single(faults));
    }

    [Theory]
    [InlineData("2", true)]
    [InlineData("s3cret", false)]
    [InlineData("2.5", false)]
    public void Parameter_OfConfiguration_IsReadByItsType(string text, bool isValid)
    {
        foreach (var level in (string[])["", ", \"level\": 1"])
        {
            var alerts = $$"""{ "ops": { "gateway": ["push", "chat"], "parameters": { "room": "a"{{level}} }, "oldestWaiting": "00:30:00" } }""";
            Assert.Equal(
                isValid ? [] : ["setting Alerts__ops__parameters__level: alert 'ops': parameters.level: must be a whole number (gateway 'chat')"],
                CatalogueSchema.FaultsOf(Text(alerts), ("Alerts:ops:parameters:level", text)));
            if (isValid)
                Assert.Equal(2, Assert.Single(Load(alerts, ("Alerts:ops:parameters:level", text)).Alerts).Parameters["level"].GetInt32());
        }
    }

    [Theory]
    [InlineData("{{ settings.room }}", true)]
    [InlineData("a {{ 'now' | date: '%s' }}", true)]
    [InlineData("{{room}}", false)]
    public void Parameter_WithATemplate_IsAWarning(string room, bool warns)
    {
        var alerts = $$"""{ "ops": { "gateway": "chat", "parameters": { "room": "{{room}}" }, "oldestWaiting": "00:30:00" } }""";

        Assert.Equal(
            warns
                ? ["gateways.json: alert 'ops': parameters.room: contains a template, which Relay does not render there: write the value itself"]
                : [],
            Loaded(alerts).Warnings.Where(warning => warning.Contains("alert", StringComparison.Ordinal)));
    }

    private static GatewayCatalogue Load(string alerts, params (string Key, string Value)[] settings)
    {
        var loaded = Loaded(alerts, settings);
        Assert.Empty(loaded.Faults);
        return loaded.Catalogue;
    }

    private static LoadedCatalogue Loaded(string alerts, params (string Key, string Value)[] settings) => CatalogueLoader.Load(
        Text(alerts), "gateways.json", CatalogueLoaderTests.Settings(settings), baseUrl: null, canUseOwnAddress: true, TimeProvider.System);

    private static string Text(string alerts) => $$"""{ "gateways": { {{Gateways}} }, "alerts": {{alerts}} }""";
}
