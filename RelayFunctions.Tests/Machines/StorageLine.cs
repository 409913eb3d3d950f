using System.Text.RegularExpressions;

namespace RelayFunctions.Tests.Machines;

/// <summary>
/// A proxy for a storage emulator of this machine, which a test can cut and restore: an outage without loss of data.
/// </summary>
internal sealed partial class StorageLine : IDisposable
{
    private readonly CutLine[] _lines;

    /// <param name="connectionString">The emulator's.</param>
    public StorageLine(string connectionString)
    {
        _lines =
        [
            .. Port().Matches(connectionString)
                .Select(match => new CutLine(int.Parse(match.Groups[1].Value, provider: null))),
        ];
        Mend();
        var nth = 0;
        ConnectionString = Port().Replace(connectionString, _ => $"127.0.0.1:{_lines[nth++].Port}/");
    }

    /// <summary>The connection string through this proxy.</summary>
    public string ConnectionString { get; }

    /// <summary>Resets all connections and refuses further ones.</summary>
    public void Cut()
    {
        foreach (var line in _lines)
            line.Cut();
    }

    /// <summary>Lets callers through again.</summary>
    public void Mend()
    {
        foreach (var line in _lines)
            line.Mend();
    }

    public void Dispose()
    {
        foreach (var line in _lines)
            line.Dispose();
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)/")]
    private static partial Regex Port();
}
