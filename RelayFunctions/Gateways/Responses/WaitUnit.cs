namespace RelayFunctions.Gateways.Responses;

/// <summary>What the number counts with which a gateway says how long it wants to be left alone.</summary>
internal enum WaitUnit
{
    /// <summary>Seconds from now.</summary>
    Seconds,

    /// <summary>Milliseconds from now.</summary>
    Milliseconds,

    /// <summary>Seconds since 1970: a time.</summary>
    EpochSeconds,

    /// <summary>Milliseconds since 1970: a time.</summary>
    EpochMilliseconds,
}
