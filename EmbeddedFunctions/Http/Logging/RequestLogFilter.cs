using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Http.Logging;

/// <summary>
/// Keeps the server's log lines that repeat a request out of every log at any configured level: a function key may be
/// in the query (<c>?code=KEY</c>) or in a header, and Kestrel repeats parts of a malformed request.
/// </summary>
internal static class RequestLogFilter
{
    private static readonly string[] Categories =
        ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>
    /// Guards every rule: whichever one wins for a category, it lets nothing below a warning through.
    /// </summary>
    public static void AddTo(IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(options =>
    {
        // The first rule represents the level that applies if no rule matches.
        var rules = options.Rules.Prepend(new LoggerFilterRule(null, null, options.MinLevel, filter: null)).ToArray();
        options.Rules.Clear();
        foreach (var rule in rules)
            options.Rules.Add(Guarded(rule));
    });

    private static LoggerFilterRule Guarded(LoggerFilterRule rule) => new(
        rule.ProviderName,
        rule.CategoryName,
        rule.LogLevel,
        (provider, category, level) => !RepeatsRequest(category, level)
            && (rule.Filter?.Invoke(provider, category, level) ?? true));

    private static bool RepeatsRequest(string? category, LogLevel level) => level < LogLevel.Warning
        && Categories.Any(prefix => category?.StartsWith(prefix, StringComparison.Ordinal) == true);
}
