using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RelayFunctions.Gateways.Parameters;

/// <summary>The types of parameters.</summary>
[SuppressMessage(
    "Naming", "CA1720:Identifier contains type name", Justification = "The types of JSON have these names.")]
public enum ParameterType
{
    /// <summary>A text.</summary>
    [JsonStringEnumMemberName("string")]
    String,

    /// <summary>A whole number.</summary>
    [JsonStringEnumMemberName("integer")]
    Integer,

    /// <summary>A number.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>True or false.</summary>
    [JsonStringEnumMemberName("boolean")]
    Boolean,
}
