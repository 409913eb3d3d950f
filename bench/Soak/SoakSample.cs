using System.Globalization;

namespace Bench.Soak;

/// <summary>What one minute of a steady load left behind.</summary>
/// <param name="MemoryMegabytes">Resident memory of the server at its end.</param>
/// <param name="Handles">Open file descriptors of the server at its end.</param>
/// <param name="BytesAMessage">By how much the store grew for each message.</param>
/// <param name="AcceptedP99">
/// The slowest 1 % of the responses came so long after their requests were due, or longer, in ms.
/// </param>
/// <param name="Messages">How many messages were sent and delivered.</param>
internal sealed record SoakSample(
    double MemoryMegabytes, double Handles, double BytesAMessage, double AcceptedP99, int Messages)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Messages} messages, {MemoryMegabytes:0} MiB, {Handles} handles, {BytesAMessage:0} bytes a message, p99 {AcceptedP99:0.0} ms");
}
