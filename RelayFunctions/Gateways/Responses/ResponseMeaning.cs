namespace RelayFunctions.Gateways.Responses;

/// <summary>What a response means for the message.</summary>
internal enum ResponseMeaning
{
    /// <summary>The gateway took it.</summary>
    Taken,

    /// <summary>The gateway did not accept the message; the status says whether it could later.</summary>
    NotTaken,

    /// <summary>The gateway did not take it now, and takes no other either.</summary>
    Throttled,

    /// <summary>The gateway will never take it.</summary>
    Rejected,
}
