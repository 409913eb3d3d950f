using System.Globalization;
using RelayFunctions.Tests.FrontDoor;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>The samples of <c>GET /metrics</c>.</summary>
internal sealed class Scrape
{
    private readonly List<(string Series, double Value)> _samples = [];

    private Scrape(string text)
    {
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var fields = line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var series = line.Contains('}', StringComparison.Ordinal) ? line[..(line.LastIndexOf('}') + 1)] : fields[0];
            _samples.Add((series, double.Parse(fields[line.Contains('}', StringComparison.Ordinal) ? 0 : 1], CultureInfo.InvariantCulture)));
        }
    }

    public IEnumerable<string> Names => _samples.Select(sample => sample.Series.Split('{')[0]).Distinct();

    public static async Task<Scrape> OfAsync(RelayHost host) => new(await host.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative)));

    /// <summary>Whether there is a series of that name that has all of the labels.</summary>
    public bool Has(string name, params string[] labels) => Matching(name, labels).Any();

    /// <summary>The sum of the series of that name that have all of the labels, each as <c>name="value"</c>.</summary>
    public double Sum(string name, params string[] labels) => Matching(name, labels).Sum(sample => sample.Value);

    private IEnumerable<(string Series, double Value)> Matching(string name, string[] labels) => _samples
        .Where(sample => sample.Series.Split('{')[0] == name && labels.All(label => sample.Series.Contains(label, StringComparison.Ordinal)));
}
