using RelayFunctions.Tests.Gateways.Schema;

namespace RelayFunctions.Tests.Gateways.Fuzzing;

/// <summary>Loads the first few of the catalogues of <c>bench -- fuzz</c>.</summary>
public sealed class CatalogueFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Load_CatalogueWithRandomChanges_IsRejectedOrUsable(int seed)
    {
        var (refused, broken) = CatalogueFuzz.Run([.. FullExample.Gateways, FullExample.Text], seed, count: 1000);

        Assert.Empty(broken);
        Assert.True(refused > 400, $"{refused}");
    }
}
