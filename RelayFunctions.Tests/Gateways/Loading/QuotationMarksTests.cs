using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Templates.Filters;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>No output that is called harmless can end a string of JSON.</summary>
public sealed class QuotationMarksTests
{
    private const string Hostile = "a\"b\\c\n1,\"2";

    public static TheoryData<string> Outputs =>
    [
        .. from filter in TemplateFilters.Names
           from arguments in (string[])["", ": 1", ": 1, 2"]
           from input in (string[])["message", "id", "attempt", "acceptedAt", "gateway"]
           select $"{{{{ {input} | {filter}{arguments} }}}}",
    ];

    [Fact]
    public void Outputs_OfEveryFilter_AreHarmlessOnlyWithoutQuotationMarks()
    {
        string[] harmless = [.. Outputs.Select(row => row.Data).Where(output => !QuotationMarks.CanBeIn(output, ParameterSet.None))];

        Assert.Contains("{{ message | sha256 }}", harmless);
        Assert.Contains("{{ id | upcase }}", harmless);
        Assert.All(harmless, output => Assert.DoesNotContain(Rendered(output), one => one is '"' or '\\' || char.IsControl(one)));
    }

    [Fact]
    public void Output_WithVeryManyFilters_IsNotCalledHarmless() =>
        Assert.True(QuotationMarks.CanBeIn($"{{{{ id {string.Concat(Enumerable.Repeat("| upcase ", 10_000))} }}}}", ParameterSet.None));

    private static string Rendered(string output)
    {
        var entry = $$"""{"url": "http://a", "body": {"text": "{{output}}"} }""";
        try
        {
            return GatewayFixture.FaultsOf(entry).Count > 0 ? "" : GatewayFixture.Load(entry).Fill(Hostile).Body();
        }
        catch (RenderException)
        {
            // Not sent at all.
            return "";
        }
    }
}
