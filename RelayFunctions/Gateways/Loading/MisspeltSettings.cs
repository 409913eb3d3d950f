using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Warns of settings such as <c>Gateway__sms__url</c>, which nothing reads. They stop no start, since an environment
/// holds the variables of others too.
/// </summary>
internal static class MisspeltSettings
{
    public static void Warn(IConfiguration configuration, FaultList faults)
    {
        foreach (var (setting, meant) in SettingNames.MisspeltIn(configuration))
            faults.Warn(setting, $"has no effect; did you mean {meant}?");
    }
}
