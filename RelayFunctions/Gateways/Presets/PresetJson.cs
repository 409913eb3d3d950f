using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayFunctions.Gateways.Presets;

/// <summary>The JSON of the preset files. Strict: they are written by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(PresetFile))]
internal sealed partial class PresetJson : JsonSerializerContext;
