using System.Runtime.InteropServices;
using System.Text.Json;
using RelayFunctions.Delivery;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The memory that all attempts under way may take, and that of a single attempt, in KiB. Without a share for each
/// gateway, long messages for a gateway that hangs would fill the host's memory for activities, and all others would
/// wait.
/// </summary>
internal static class AttemptMemory
{
    private const int BytesPerUnit = 1024;

    // As EmbeddedFunctions counts an activity: text, UTF-8 and parsed form live at once.
    private const int BytesPerCharacter = 12;
    private const int BytesPerAttempt = 16 * 1024;

    /// <summary>All attempts may take the available memory divided by this number.</summary>
    private const int ShareDivisor = 6;

    /// <summary>The reserve for gateways that use nothing of the share is the share divided by this number.</summary>
    private const int ReserveDivisor = GatewayQueues.Capacity / GatewayQueues.Reserve;

    /// <summary>Returns the memory that gateways share.</summary>
    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    public static SharedCapacity Of(long availableBytes)
    {
        var units = UnitsOf(availableBytes);
        return new SharedCapacity(units, units / ReserveDivisor);
    }

    /// <summary>Returns what gateways that the catalogue lacks share: half, since they share a host.</summary>
    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    /// <param name="all">What all gateways share.</param>
    public static SharedCapacity OfFallbacks(long availableBytes, SharedCapacity all) =>
        new(UnitsOf(availableBytes) / 2, reserve: 0, all);

    /// <summary>Returns the units of an attempt.</summary>
    public static int UnitsOf(AttemptRequest request)
    {
        long characters = request.Message.Length;
        foreach (var parameter in request.Parameters ?? new Dictionary<string, JsonElement>())
            characters += parameter.Key.Length + JsonMarshal.GetRawUtf8Value(parameter.Value).Length;
        return UnitsOfAttempt(characters);
    }

    /// <summary>Returns the units of an attempt with a number of characters.</summary>
    public static int UnitsOfAttempt(long characters) =>
        (int)Math.Min(int.MaxValue / 2, ((characters * BytesPerCharacter) + BytesPerAttempt) / BytesPerUnit);

    private static int UnitsOf(long availableBytes) =>
        (int)Math.Min(int.MaxValue / 2, (availableBytes / ShareDivisor / BytesPerUnit) + 1);
}
