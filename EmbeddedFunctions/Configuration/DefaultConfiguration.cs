using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace EmbeddedFunctions.Configuration;

/// <summary>The settings that hold where nobody set another: they stand lowest, so that every other source wins.</summary>
internal static class DefaultConfiguration
{
    /// <summary>Where Core Tools serve an app too, on loopback alone.</summary>
    private const string DefaultUrl = "http://127.0.0.1:7071";

    public static void AddTo(ConfigurationManager configuration) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                [WebHostDefaults.ServerUrlsKey] = DefaultUrl,
                ["Logging:LogLevel:Default"] = "Information",

                // ASP.NET Core's own request lines have the query in them, where a key may stand; what the framework
                // says of each episode and activity is for debugging.
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
                ["Logging:LogLevel:Microsoft.DurableTask"] = "Warning",
                ["Logging:LogLevel:DurableTask"] = "Warning",
            },
        });

    /// <summary>The addresses that the server is to listen on, as configured.</summary>
    public static IEnumerable<string> Urls(IConfiguration configuration) =>
        (configuration[WebHostDefaults.ServerUrlsKey] ?? string.Empty)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
