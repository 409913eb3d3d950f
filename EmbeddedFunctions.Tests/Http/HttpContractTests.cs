using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Http;

public sealed class HttpContractTests(HttpContractTests.Servers servers) : IClassFixture<HttpContractTests.Servers>
{
    public static TheoryData<string> Cases { get; } = new(HttpContract.Cases.Select(c => c.Name));

    public static TheoryData<string> KeyCases { get; } = new(HttpContract.Keys.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Request_OnHost_RespondsAsTheFunctionsHost(string name) =>
        HttpContractRunner.RunAsync(servers.Open.Address, HttpContract.Cases.Single(c => c.Name == name));

    [Theory]
    [MemberData(nameof(KeyCases))]
    public Task Key_OnHost_OpensAsOnTheFunctionsHost(string name) =>
        HttpContractRunner.RunAsync(servers.Keyed.Address, HttpContract.Keys.Single(c => c.Name == name));

    public sealed class Servers : IAsyncLifetime
    {
        private static readonly Type[] Functions =
            [typeof(EchoFunctions), typeof(ItemFunctions), typeof(ResponseFunctions), typeof(LevelFunctions)];

        public SampleApp Open { get; private set; } = null!;

        public SampleApp Keyed { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Open = await SampleApp.StartAsync(Functions);
            Keyed = await SampleApp.StartAsync(
                Functions,
                null,
                "--Functions:Keys:default=host-key",
                "--Functions:Keys:_master=master-key",
                "--Functions:FunctionKeys:Guarded:mine=guarded-key");
        }

        public async ValueTask DisposeAsync()
        {
            await Open.DisposeAsync();
            await Keyed.DisposeAsync();
        }
    }
}
