using Microsoft.Extensions.Configuration;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Tests.Gateways.Fuzzing;

/// <summary>
/// Loads mutated catalogues, and renders a message if one is still valid. Any exception other than a fault of the
/// catalogue or of the message is a bug of Relay, and is counted; so is a fault that ends with a full stop.
/// </summary>
internal static class CatalogueFuzz
{
    private static readonly IConfiguration Configuration = new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Gateways:json:secrets:token", "s3cret")])
        .Build();

    /// <summary>Loads a number of catalogues; the same ones for the same seed.</summary>
    /// <returns>The number of rejected catalogues, and the bugs with the texts that caused them.</returns>
    public static (int Refused, IReadOnlyList<string> Broken) Run(IReadOnlyList<string> examples, int seed, int count)
    {
        var mutator = new CatalogueMutator(examples, seed);
        var broken = new List<string>();
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            var text = mutator.Next();
            try
            {
                var loaded = CatalogueLoader.Load(
                    text, "gateways.json", Configuration, baseUrl: null, canUseOwnAddress: true, TimeProvider.System);
                broken.AddRange(loaded.Faults
                    .Where(fault => fault.Contains(CatalogueLoader.Unexpected, StringComparison.Ordinal) || EndsWithStop(fault))
                    .Select(fault => $"{fault}: {Shown(text)}"));
                refused += loaded.Faults.Count > 0 ? 1 : 0;
                if (loaded.Faults.Count == 0)
                    FillIn(loaded.Catalogue);
            }
            catch (Exception exception)
            {
                broken.Add($"{exception.GetType().Name} {exception.Message} {exception.StackTrace?.Split('\n')[0]}: {Shown(text)}");
            }
        }

        return (refused, broken);
    }

    private static void FillIn(GatewayCatalogue catalogue)
    {
        foreach (var gateway in catalogue.All)
        {
            gateway.Responses.Judge(200, new ResponseText("{\"ok\": true, \"\\ud800\": 1}"u8.ToArray()), gateway.SecretTexts);
            try
            {
                var message = new AttemptRequest("0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4050", "Hello 👋 \"<&>'", gateway.Name, Number: 1);
                var draft = gateway.Request.Render(
                    MessageScope.Create(gateway, message, DateTimeOffset.UnixEpoch), RequestFormat.AnyAddress);
                using var request = OutgoingRequest.Create(draft, message, gateway);
            }
            catch (RenderException)
            {
                // The format can't represent the message, which a sender would be told.
            }
        }
    }

    // A fault is a line of a list. One that was cut ends with an ellipsis.
    private static bool EndsWithStop(string fault) => fault.EndsWith('.') && !fault.EndsWith("...", StringComparison.Ordinal);

    private static string Shown(string text) => text.Length <= 2000 ? text : $"{text[..2000]}...";
}
