using System.Text.Json;
using Fluid.Values;

namespace RelayFunctions.Gateways.Parameters;

/// <summary>The parameters of a gateway. Immutable.</summary>
public sealed class ParameterSet(IReadOnlyList<Parameter> parameters)
{
    /// <summary>The set of a gateway without parameters.</summary>
    public static readonly ParameterSet None = new([]);

    /// <summary>All parameters, in the catalogue's order.</summary>
    public IReadOnlyList<Parameter> All => parameters;

    /// <summary>Finds the faults of a request's parameters, by field.</summary>
    public IEnumerable<KeyValuePair<string, string>> FaultsOf(IReadOnlyDictionary<string, JsonElement> given)
    {
        foreach (var (name, value) in given)
        {
            var fault = Find(name) is { } parameter
                ? IsGiven(value) ? parameter.FaultOf(value) : null
                : parameters.Count == 0
                    ? "is unknown; the gateway takes no parameters."
                    : $"is unknown; the gateway takes {string.Join(", ", parameters.Select(known => known.Name))}.";
            if (fault is not null)
                yield return KeyValuePair.Create(FieldOf(name), fault);
        }

        foreach (var parameter in parameters)
        {
            if (PresenceFault(parameter, given) is { } fault)
                yield return KeyValuePair.Create(FieldOf(parameter.Name), fault);
        }
    }

    /// <summary>Whether there is a parameter of that name.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Finds the parameter of a name; null if there is none.</summary>
    internal Parameter? Find(string name) => parameters.FirstOrDefault(parameter => parameter.Name == name);

    /// <summary>Returns the set in which a request needs no other parameters than those of a condition.</summary>
    internal ParameterSet NeededWhere(Func<string, bool> isNeeded) => new(
    [
        .. parameters.Select(one => one with
        {
            IsRequired = one.IsRequired && isNeeded(one.Name),
            Unless = one.Unless is { } other && (isNeeded(one.Name) || isNeeded(other)) ? other : null,
        }),
    ]);

    /// <summary>
    /// Divides what a request gives among the gateways that its message may go to: each takes the parameters that it
    /// knows. A single gateway takes all of them, so that <see cref="FaultsOf"/> can name those that it knows.
    /// </summary>
    /// <param name="sets">The parameters of each gateway; at least one.</param>
    /// <param name="given">What the request gives, by name.</param>
    /// <param name="onFault">Receives the field and the fault of each parameter that no gateway knows.</param>
    /// <returns>What each gateway takes, in the order of <paramref name="sets"/>.</returns>
    internal static IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Divide(
        IReadOnlyList<ParameterSet> sets,
        IReadOnlyDictionary<string, JsonElement> given,
        Action<string, string> onFault)
    {
        if (sets.Count == 1)
            return [given];

        foreach (var name in given.Keys.Where(name => !sets.Any(set => set.Has(name))))
            onFault(FieldOf(name), "is unknown; none of the gateways takes it.");
        return [.. sets.Select(set =>
            given.Where(value => set.Has(value.Key)).ToDictionary(StringComparer.Ordinal))];
    }

    /// <summary>
    /// Returns the values that templates read, defaults included. A parameter without a value is left out.
    /// </summary>
    internal Dictionary<string, FluidValue> Values(IReadOnlyDictionary<string, JsonElement>? given)
    {
        var values = new Dictionary<string, FluidValue>(parameters.Count, StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (given?.TryGetValue(parameter.Name, out var value) == true && IsGiven(value))
                values[parameter.Name] = ValueOf(parameter, value);
            else if (parameter.Default is { } fallback)
                values[parameter.Name] = ValueOf(parameter, fallback);
        }

        return values;
    }

    private static string? PresenceFault(Parameter parameter, IReadOnlyDictionary<string, JsonElement> given) =>
        (parameter, Has(given, parameter.Name), Has(given, parameter.Unless)) switch
        {
            ({ Unless: { } other }, false, false) => $"is missing; give it or {other}.",
            ({ Unless: { } other }, true, true) => $"can't be given beside {other}.",
            ({ IsRequired: true }, false, _) => "is missing.",
            _ => null,
        };

    private static bool Has(IReadOnlyDictionary<string, JsonElement> given, string? name) =>
        name is not null && given.TryGetValue(name, out var value) && IsGiven(value);

    // Many serializers write null for a field without a value.
    private static bool IsGiven(JsonElement value) => value.ValueKind != JsonValueKind.Null;

    private static string FieldOf(string name) => $"parameters.{name}";

    // A value that was accepted under an older catalogue must not fail here.
    private static FluidValue ValueOf(Parameter parameter, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        // 5.0 is sent as 5.
        JsonValueKind.Number when parameter.Type == ParameterType.Integer
            && JsonInteger.TryRead(value.GetRawText(), out var whole) => NumberValue.Create((decimal)whole),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => NumberValue.Create(number),
        JsonValueKind.String => new StringValue(value.GetString()!),
        _ => NilValue.Instance,
    };
}
