using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Catalogue;

public sealed class GatewayCatalogueTests
{
    private static readonly Uri Base = new("http://base.example/");

    // The base address would get the message in another format, past the gateway's limits and without its credentials.
    [Theory]
    [InlineData("SMS", false)]
    [InlineData("Sms", false)]
    [InlineData("sms2", true)]
    public void Find_NameOfAnEntryInAnotherCase_IsNotSentToTheBaseUrl(string name, bool isFallback)
    {
        var sms = new Gateway { Name = "sms", Request = RequestFormat.Plain(new Uri("http://sms.example"), isSecret: false) };
        var catalogue = new GatewayCatalogue([sms], Base);

        Assert.Same(sms, catalogue.Find("sms"));
        Assert.Equal(isFallback, catalogue.Find(name) is { IsFallback: true });
    }
}
