using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RelayFunctions;

/// <summary>
/// ASP.NET Core's own line about each request, which repeats its query: there a function key may stand, as
/// <c>?code=KEY</c>. The worker has a Kestrel of its own, so on the Functions host too that line would be written.
/// </summary>
internal static class RequestLine
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>
    /// Lets no level of the configuration bring the line back. Of the rules for a category the one for the log's own
    /// provider wins, then the longest category, then the last; so each provider that has rules gets one more, after all.
    /// </summary>
    public static void KeepOutOfLogs(IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(filter =>
    {
        foreach (var provider in filter.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray())
            filter.Rules.Add(new LoggerFilterRule(provider, Category, LogLevel.Warning, filter: null));
    });
}
