using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Tests.Gateways.Catalogue;

/// <summary>Empty settings that run a callback of the test when gateways are read from them.</summary>
internal sealed class HookedSettings : ConfigurationProvider, IConfigurationSource
{
    public Action? OnNextRead { get; set; }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        if (parentPath == "Gateways" && OnNextRead is { } hook)
        {
            OnNextRead = null;
            hook();
        }

        return base.GetChildKeys(earlierKeys, parentPath);
    }
}
