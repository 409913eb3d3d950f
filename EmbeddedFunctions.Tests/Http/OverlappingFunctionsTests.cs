using EmbeddedFunctions.Tests.Hosting;

namespace EmbeddedFunctions.Tests.Http;

public sealed class OverlappingFunctionsTests
{
    [Theory]
    [InlineData(typeof(OverlappingFunctions.GetSpecial), "Functions 'One' and 'Special': their routes 'r/{id}' and 'r/special'")]
    [InlineData(typeof(OverlappingFunctions.AnySpecial), "Functions 'One' and 'Any'")]
    public void Routes_ThatOverlapForOneMethod_StopTheStart(Type other, string fragment)
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            SampleApp.Builder().AddFunctions(typeof(OverlappingFunctions.GetOne), other).Build());

        Assert.Contains(fragment, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_ThatOverlapForOtherMethods_AreServed()
    {
        await using var app = SampleApp.Builder()
            .AddFunctions(typeof(OverlappingFunctions.GetOne), typeof(OverlappingFunctions.PostSpecial)).Build();

        Assert.NotNull(app.Services);
    }
}
