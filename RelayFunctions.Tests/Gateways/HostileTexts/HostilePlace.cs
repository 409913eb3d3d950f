using CsCheck;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>
/// Checks the property of every place: a text arrives there exactly as it was sent, and all else is as for a harmless
/// text; or the message is rejected, because the place can't contain it.
/// </summary>
internal static class HostilePlace
{
    private const string Harmless = "hARMLESs";

    /// <param name="gateway">The gateway.</param>
    /// <param name="field">Which field of the request is hostile: <c>message</c> or the name of a parameter.</param>
    /// <param name="others">The other parameters, as JSON by name.</param>
    /// <param name="canHold">Whether the places that use the field can contain a text.</param>
    /// <param name="times">How many texts are tried.</param>
    /// <param name="written">How the gateway's filters write a text; null if they don't change it.</param>
    public static void Check(
        Gateway gateway,
        string field,
        IReadOnlyDictionary<string, string> others,
        Func<string, bool> canHold,
        int times,
        Func<string, string>? written = null)
    {
        var door = new Door(gateway);
        var harmless = door.Admit(With(HostileText.ToJson(Harmless)), out var faults);
        Assert.True(harmless is not null, string.Join(", ", faults));
        var usual = door.Render(harmless);
        Assert.Contains(usual, leaf => leaf.Value.Contains(Harmless, StringComparison.Ordinal));

        HostileText.Any.Sample(
            text =>
            {
                var message = door.Admit(With(HostileText.ToJson(text)), out var refused);
                Assert.Equal(HostileText.IsText(text) && canHold(text), message is not null);
                if (message is null)
                    Assert.Equal([field == TemplateVariables.Message ? field : $"parameters.{field}"], refused);
                else
                    Assert.Equal(usual.Select(leaf => leaf with { Value = leaf.Value.Replace(Harmless, written?.Invoke(text) ?? text, StringComparison.Ordinal) }), door.Render(message));
            },
            iter: times,
            threads: 1,
            print: HostileText.ToJson);

        IEnumerable<KeyValuePair<string, string>> With(string json) => others.Append(KeyValuePair.Create(field, json));
    }
}
