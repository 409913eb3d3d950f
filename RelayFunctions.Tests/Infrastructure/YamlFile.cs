using System.Text.Json.Nodes;
using RelayFunctions.Tests.Hosting;
using YamlDotNet.Serialization;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>Reads a YAML file of the repository as JSON, scalars as strings.</summary>
internal static class YamlFile
{
    public static JsonNode Read(string path)
    {
        var yaml = new DeserializerBuilder().Build().Deserialize(File.ReadAllText(Path.Combine(BuildOutput.Root, path)));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml))!;
    }
}
