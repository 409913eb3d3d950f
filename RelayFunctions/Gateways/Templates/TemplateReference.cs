namespace RelayFunctions.Gateways.Templates;

/// <summary>What a template reads: <c>message</c> alone, or a member such as <c>parameters.channel</c>.</summary>
/// <param name="Root">What it reads, or the group that has it.</param>
/// <param name="Member">The member of a group; null for a value that stands alone.</param>
internal readonly record struct TemplateReference(string Root, string? Member)
{
    public override string ToString() => Member is null ? Root : $"{Root}.{Member}";
}
