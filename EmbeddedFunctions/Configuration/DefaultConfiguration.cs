using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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

    /// <summary>The addresses that the server is to listen on, as configured; Kestrel's own settings win.</summary>
    public static IReadOnlyList<string> Urls(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => endpoint["Url"])
            .OfType<string>()
            .ToList();
        IReadOnlyList<string> urls = endpoints.Count > 0
            ? endpoints
            : (configuration[WebHostDefaults.ServerUrlsKey] ?? string.Empty)
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.All(IsAddress)
            ? urls
            : throw new StartRefusedException($"The address '{urls.First(url => !IsAddress(url))}' can't be read.");
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
