/// <summary>Its full name is the type of failure that the store reports for an activity that crashes the process.</summary>
#pragma warning disable CA1050, CA1710 // The name has no namespace and no suffix, as the store writes it.
public sealed class ActivityEndsProcess : Exception;
#pragma warning restore CA1050, CA1710
