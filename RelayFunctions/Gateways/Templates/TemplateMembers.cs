namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Finds members and items that no value of a variable has. Liquid reads them as missing: every request would lack what
/// they were meant to be, and the gateway would take it.
/// </summary>
internal static class TemplateMembers
{
    /// <summary>The only member that a text has.</summary>
    private const string Size = "size";

    /// <summary>Returns what is wrong; null if the value can have what is read of it.</summary>
    /// <param name="variable">The variable, whose values are texts, numbers, true and false.</param>
    /// <param name="names">What is read of it, in order; null stands for an item of a list.</param>
    public static string? FaultOf(TemplateReference variable, string?[] names) => names switch
    {
        [] or [Size] => null,
        [null, ..] => $"reads an item of {variable}, which is no list",
        [("first" or "last") and var end, ..] =>
            $"reads '{variable}.{end}', but {variable} is no list; its {end} character is {variable} | {end}",
        [var name, ..] => $"reads '{variable}.{name}', but {variable} is a single value, without members",
    };
}
