using System.Text.Json.Serialization;

namespace RelayFunctions.Gateways.Parameters;

/// <summary>What a parameter's value can be.</summary>
public enum ParameterType
{
    /// <summary>A text.</summary>
    [JsonStringEnumMemberName("string")]
    Text,

    /// <summary>A whole number.</summary>
    [JsonStringEnumMemberName("integer")]
    WholeNumber,

    /// <summary>A number.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>True or false.</summary>
    [JsonStringEnumMemberName("boolean")]
    Truth,
}
