using Fluid;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// The filters <c>md5</c>, <c>sha1</c> and <c>sha256</c>, which write the hash of an empty text too: Fluid's own write
/// nothing for it, and a request without a body has a hash as well.
/// </summary>
internal static class HashFilter
{
    private static readonly Dictionary<string, string> OfNothing = new(StringComparer.Ordinal)
    {
        ["md5"] = "d41d8cd98f00b204e9800998ecf8427e",
        ["sha1"] = "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        ["sha256"] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    };

    public static FilterDelegate Of(string name, FilterDelegate filter) => (input, arguments, context) =>
        input.Type == FluidValues.String && input.ToStringValue().Length == 0
            ? ValueTask.FromResult<FluidValue>(new StringValue(OfNothing[name]))
            : filter(input, arguments, context);
}
