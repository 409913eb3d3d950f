using System.Globalization;

namespace Bench.Soak;

/// <summary>The measures of one minute of a steady load.</summary>
/// <param name="MemoryMegabytes">Resident memory of the server at its end.</param>
/// <param name="Handles">Open file descriptors of the server at its end.</param>
/// <param name="BytesAMessage">By how much the store grew for each message.</param>
/// <param name="AcceptedP99">
/// The 99th percentile of the time from when a request was due until its response, in ms.
/// </param>
/// <param name="Messages">How many messages were sent and delivered.</param>
internal sealed record SoakSample(
    double MemoryMegabytes, double Handles, double BytesAMessage, double AcceptedP99, int Messages)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Messages} messages, {MemoryMegabytes:0} MiB, {Handles} handles, {BytesAMessage:0} bytes a message, p99 {AcceptedP99:0.0} ms");
}
