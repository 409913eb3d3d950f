using System.Security.Cryptography;
using System.Text;
using EmbeddedFunctions.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Http;

/// <summary>
/// The keys that open functions, as the Functions host has them: a host key opens every function, a function's key that
/// function, the master key Admin level too. Only hashes are kept.
/// </summary>
internal sealed class FunctionKeys
{
    private const string Header = "x-functions-key";
    private const string Query = "code";
    private const string Master = "_master";

    private readonly List<FunctionKey> _keys = [];

    public FunctionKeys(IConfiguration configuration, FunctionCatalogue functions, List<string> faults)
    {
        foreach (var key in configuration.GetSection("Functions:Keys").GetChildren())
        {
            var isMaster = string.Equals(key.Key, Master, StringComparison.OrdinalIgnoreCase);
            Add(key, faults, function: null, isMaster ? AuthorizationLevel.Admin : AuthorizationLevel.Function);
        }

        foreach (var function in configuration.GetSection("Functions:FunctionKeys").GetChildren())
        {
            if (!functions.Http.Select(http => http.Name).Concat(functions.Disabled)
                .Contains(function.Key, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add($"Setting '{function.Path}': there is no HTTP function '{function.Key}'.");
            }

            foreach (var key in function.GetChildren())
            {
                Add(key, faults, function.Key, AuthorizationLevel.Function);
            }
        }
    }

    public bool Any => _keys.Count > 0;

    /// <summary>Whether the request may call the function. Where no key is configured, none is asked for.</summary>
    public bool Allow(HttpFunction function, HttpRequest request)
    {
        if (function.Level == AuthorizationLevel.Anonymous || !Any)
        {
            return true;
        }

        // The header wins, even where it's empty.
        var given = request.Headers.TryGetValue(Header, out var header) ? header : request.Query[Query];
        return given.Count > 0 && !string.IsNullOrEmpty(given[0]) && Opens(given[0]!, function);
    }

    private bool Opens(string given, HttpFunction function)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given), hash);

        // Every key is compared, so that the time tells nothing of which one came close.
        var opens = false;
        foreach (var key in _keys)
        {
            opens |= CryptographicOperations.FixedTimeEquals(hash, key.Hash) & key.Reaches(function);
        }

        return opens;
    }

    private void Add(IConfigurationSection key, List<string> faults, string? function, AuthorizationLevel level)
    {
        if (string.IsNullOrEmpty(key.Value))
        {
            faults.Add($"Setting '{key.Path}': the key is empty.");
            return;
        }

        _keys.Add(new FunctionKey(function, level, SHA256.HashData(Encoding.UTF8.GetBytes(key.Value))));
    }

    private sealed record FunctionKey(string? Function, AuthorizationLevel Level, byte[] Hash)
    {
        public bool Reaches(HttpFunction function) =>
            (Function is null || string.Equals(Function, function.Name, StringComparison.OrdinalIgnoreCase))
            && (Level == AuthorizationLevel.Admin || function.Level == Level);
    }
}
