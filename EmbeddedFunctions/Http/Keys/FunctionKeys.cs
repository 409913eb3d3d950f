using EmbeddedFunctions.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Http.Keys;

/// <summary>
/// The keys that open functions, as the Functions host has them: a host key opens every function, a function's key that
/// function, the master key Admin level too. Only hashes are kept.
/// </summary>
internal sealed class FunctionKeys
{
    private const string Header = "x-functions-key";
    private const string Query = "code";
    private const string Master = "_master";

    private readonly IConfiguration _configuration;
    private readonly IReadOnlyCollection<string> _functions;
    private volatile List<FunctionKey> _keys;

    /// <param name="configuration">The app's settings.</param>
    /// <param name="functions">
    /// The names of the HTTP functions that may have their own keys, including disabled ones.
    /// </param>
    /// <param name="faults">
    /// Receives a fault for each key that no caller can send, and for each that belongs to no function.
    /// </param>
    public FunctionKeys(IConfiguration configuration, IReadOnlyCollection<string> functions, List<string> faults)
    {
        (_configuration, _functions) = (configuration, functions);
        _keys = Read(faults);
    }

    public bool HasAny => _keys.Count > 0;

    /// <summary>A warning for each key that could be guessed, by its setting.</summary>
    public IReadOnlyList<string> Warnings => [.. _keys.Select(key => key.Warning).OfType<string>()];

    /// <summary>
    /// Reads the keys again. If a key is invalid, or none is left, the previous keys stay in force: a change never
    /// opens functions to everyone.
    /// </summary>
    /// <returns>Why the previous keys stay in force; empty if the new ones do.</returns>
    public IReadOnlyList<string> Reload()
    {
        var faults = new List<string>();
        var keys = Read(faults);
        if (keys.Count == 0 && HasAny)
            faults.Add("no key is left.");
        if (faults.Count == 0)
            _keys = keys;
        return faults;
    }

    /// <summary>Returns the request's key; null if the endpoint requires none, or no key is configured.</summary>
    public UsedKey? KeyOf(IGuardedEndpoint endpoint, HttpRequest request)
    {
        if (endpoint.Level == AuthorizationLevel.Anonymous || !HasAny)
            return null;

        // The header takes precedence, even an empty one.
        var given = request.Headers.TryGetValue(Header, out var header) ? header : request.Query[Query];
        return given.Count > 0 && !string.IsNullOrEmpty(given[0]) ? KeyOf(given[0]!, endpoint) : UsedKey.None;
    }

    /// <summary>Whether a text is one of the keys.</summary>
    public bool Contains(string text) => HasAny && text.Length > 0 && Matches(text).Length > 0;

    // Two keys can have the same text.
    private UsedKey KeyOf(string given, IGuardedEndpoint endpoint)
    {
        var matches = Matches(given);
        return matches.FirstOrDefault(key => key.Covers(endpoint)) is { } allowed ? new UsedKey(allowed.Name, true)
            : matches.Length > 0 ? new UsedKey(matches[0].Name, false)
            : UsedKey.Unknown;
    }

    // Every key is compared, so that the time taken does not reveal which of them is similar.
    private FunctionKey[] Matches(string text)
    {
        var hash = FunctionKey.HashOf(text);
        return [.. _keys.Where(key => key.HasHash(hash))];
    }

    private List<FunctionKey> Read(List<string> faults)
    {
        var keys = new List<FunctionKey>();
        foreach (var key in _configuration.GetSection("Functions:Keys").GetChildren())
        {
            var isMaster = string.Equals(key.Key, Master, StringComparison.OrdinalIgnoreCase);
            keys.Add(Read(key, faults, null, isMaster ? AuthorizationLevel.Admin : AuthorizationLevel.Function));
        }

        foreach (var function in _configuration.GetSection("Functions:FunctionKeys").GetChildren())
        {
            if (!_functions.Contains(function.Key, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(
                    $"setting {SettingName.AsVariable(function.Path)}: there is no HTTP function '{function.Key}'.");
            }

            foreach (var key in function.GetChildren())
                keys.Add(Read(key, faults, function.Key, AuthorizationLevel.Function));
        }

        return keys;
    }

    private static FunctionKey Read(
        IConfigurationSection key, List<string> faults, string? function, AuthorizationLevel level)
    {
        var setting = SettingName.AsVariable(key.Path);
        if (FaultOf(key.Value) is { } fault)
            faults.Add($"setting {setting}: {fault}.");

        return new FunctionKey(setting, key.Key, function, level, key.Value ?? "");
    }

    // HTTP trims spaces from a header's ends, and a header contains neither control characters nor other alphabets.
    private static string? FaultOf(string? key) =>
        string.IsNullOrEmpty(key) ? "the key is empty"
        : key.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "the key must be printable ASCII, in one line"
        : key.Trim(' ').Length < key.Length ? "the key must not begin or end with a space"
        : null;
}
