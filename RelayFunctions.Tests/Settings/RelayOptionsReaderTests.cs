using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RelayFunctions.Tests.Settings;

public sealed class RelayOptionsReaderTests
{
    [Fact]
    public void Read_NoSetting_UsesTheDefaults()
    {
        var options = Read();

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "gateways.json"), options.GatewaysFile);
        Assert.Null(options.GatewayBaseUrl);
        Assert.Null(options.DemoGateways);
        Assert.Equal(262144, options.MaxMessageBytes);
        Assert.Equal(TimeSpan.FromDays(30), options.Retention);
    }

    [Fact]
    public void Read_EverySetting_IsRead()
    {
        var options = Read(
            ("GatewaysFile", "other.json"),
            ("GatewayBaseUrl", "https://gateways.example/base"),
            ("DemoGateways", "false"),
            ("MaxMessageBytes", "1000"),
            ("Retention", "7.00:00:00"));

        Assert.Equal(Path.GetFullPath("other.json"), options.GatewaysFile);
        Assert.Equal("https://gateways.example/base/", options.GatewayBaseUrl?.AbsoluteUri);
        Assert.False(options.DemoGateways);
        Assert.Equal(1000, options.MaxMessageBytes);
        Assert.Equal(TimeSpan.FromDays(7), options.Retention);
    }

    [Theory]
    [InlineData("GatewayBaseUrl", "gateways.example")]
    [InlineData("GatewayBaseUrl", "ftp://gateways.example")]
    [InlineData("GatewayBaseUrl", "https://user:s3cret@gateways.example")]
    [InlineData("GatewayBaseUrl", "https://gateways.example/?s3cret")]
    [InlineData("DemoGateways", "on")]
    [InlineData("MaxMessageBytes", "0")]
    [InlineData("MaxMessageBytes", "-1")]
    [InlineData("MaxMessageBytes", "1e3")]
    [InlineData("MaxMessageBytes", "10485761")]
    [InlineData("Retention", "30")]
    [InlineData("Retention", "00:59:59")]
    [InlineData("Retention", "a month")]
    [InlineData("Retention", "36500.00:00:00.0000001")]
    [InlineData("Retention", "999999.00:00:00")]
    [InlineData("CallbackSecret", "s3cret!")]
    [InlineData("CallbackSecret", "whsec_")]
    [InlineData("CallbackSecret", "whsec_czNjcmV0")] // Six bytes.
    [InlineData("CallbackSecret", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLQ==")] // 22 bytes.
    [InlineData("CallbackPreviousSecret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")] // Without CallbackSecret.
    [InlineData("CallbackNetwork", "both")]
    [InlineData("Retension", "30.00:00:00")]
    public void Read_BadSetting_NamesItButNotItsValue(string name, string value)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Read((name, value)));

        Assert.StartsWith($"setting Relay__{name}: ", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MaxRetention_LeavesATimeBeforeIt()
    {
        var options = Read(("Retention", "36500.00:00:00"));

        Assert.Equal(1930, (new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) - options.Retention).Year);
    }

    [Fact]
    public void ToString_SettingsWithAPassword_DoNotShowIt() => Assert.DoesNotContain(
        "s3cret",
        Read(("Proxy", "http://relay:s3cret@proxy.example:3128")).ToString(),
        StringComparison.Ordinal);

    private static RelayOptions Read(params (string Name, string Value)[] settings) => new RelayOptionsReader(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Relay:{pair.Name}", (string?)pair.Value)))
            .Build()).Read();
}
