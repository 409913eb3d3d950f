namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// A variable that a template reads: <c>message</c> itself, or a member such as <c>parameters.channel</c>.
/// </summary>
/// <param name="Root">The variable, or the group of the member.</param>
/// <param name="Member">The member of a group; null for a single variable.</param>
internal readonly record struct TemplateReference(string Root, string? Member)
{
    public override string ToString() => Member is null ? Root : $"{Root}.{Member}";
}
