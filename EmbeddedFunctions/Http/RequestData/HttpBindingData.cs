using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace EmbeddedFunctions.Http.RequestData;

/// <summary>
/// The named values of a request, as the Functions host gives them to the worker: those of the route, then those of the
/// query without the key, and all of the query and of the headers as JSON objects. Names are compared without case. A
/// route value, the usual case, is found without collecting the others. The values may be kept after the call.
/// </summary>
internal sealed class HttpBindingData(HttpRequest request) : IReadOnlyDictionary<string, object?>
{
    private const string KeyParameter = "code";
    private const string Query = "Query";
    private const string Headers = "Headers";

    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly string? _query = request.QueryString.Value;
    private RouteValueDictionary _route = request.RouteValues;
    private IEnumerable<KeyValuePair<string, StringValues>> _headers = request.Headers;
    private Dictionary<string, object?>? _all;

    public int Count => All.Count;

    public IEnumerable<string> Keys => All.Keys;

    public IEnumerable<object?> Values => All.Values;

    private Dictionary<string, object?> All
    {
        get
        {
            lock (_lock)
                return _all ??= Collect();
        }
    }

    public object? this[string key] => All[key];

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) =>
        (_route.TryGetValue(key, out value) && value is not null) || All.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => All.GetEnumerator();

    /// <summary>Returns the value that a route or a query has for a name, never a collection; null for none.</summary>
    public object? Find(string name)
    {
        if (_route.TryGetValue(name, out var value) && value is not null)
            return value;

        return !IsKey(name) && QueryHelpers.ParseQuery(_query).TryGetValue(name, out var values)
            ? values.LastOrDefault()
            : null;
    }

    /// <summary>Copies what the server uses again for the next request of the connection.</summary>
    public void Detach()
    {
        lock (_lock)
        {
            _route = new RouteValueDictionary(_route);
            _headers = _all is null ? [.. _headers] : [];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<string, object?> Collect()
    {
        var all = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in _route)
        {
            if (value is not null)
                all[name] = value;
        }

        var query = QueryHelpers.ParseQuery(_query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault());
        foreach (var (name, value) in query)
        {
            if (!IsKey(name))
                all.TryAdd(name, value);
        }

        all.TryAdd(Query, JsonSerializer.Serialize(query, Json));
        all.TryAdd(Headers, JsonSerializer.Serialize(
            _headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), Json));
        return all;
    }

    private static bool IsKey(string name) => name.Equals(KeyParameter, StringComparison.OrdinalIgnoreCase);
}
