namespace RelayFunctions.Gateways.Responses;

/// <summary>The forms in which a gateway says how long to wait.</summary>
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

    /// <summary>A time as RFC 3339 or HTTP writes it.</summary>
    Date,
}
