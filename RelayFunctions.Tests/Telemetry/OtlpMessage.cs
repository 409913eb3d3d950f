using Google.Protobuf;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>A message of OTLP's protocol buffers: its members by number, as far as they are messages, texts or bytes.</summary>
internal sealed class OtlpMessage
{
    private readonly ILookup<int, ByteString> _members;

    public OtlpMessage(ReadOnlyMemory<byte> bytes) => _members = Read(bytes).ToLookup(member => member.Number, member => member.Value);

    public string Text(int number) => _members[number].FirstOrDefault()?.ToStringUtf8() ?? "";

    public string Hex(int number) => Convert.ToHexStringLower((_members[number].FirstOrDefault() ?? ByteString.Empty).Span);

    /// <summary>The messages that a path of numbers leads to.</summary>
    public IEnumerable<OtlpMessage> All(params int[] path) => path is [var first, .. var rest]
        ? _members[first].SelectMany(member => new OtlpMessage(member.Memory).All(rest))
        : [this];

    private static List<(int Number, ByteString Value)> Read(ReadOnlyMemory<byte> bytes)
    {
        var members = new List<(int, ByteString)>();
        using var input = new CodedInputStream(bytes.ToArray());
        while (input.ReadTag() is > 0 and var tag)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                members.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes()));
            else
                input.SkipLastField();
        }

        return members;
    }
}
